"""The French moulds of a completed question: everything of it that no earlier words give."""

DETACHED = "{subject}, {question}"
TOPIC = "{topic}\u00a0: {question}"
GLOSSED = "{phrase} ({named})"
WHETHER = "{asked} est-ce que "
WHO_IS = {"s": "qui est {phrase}", "p": "qui sont {phrase}"}
AND_ASKED = "{question}, et {asked}"
THE_ONE = {"m": "celui", "f": "celle"}
WHO_DID = "{one} qui {clause}"
WHICH_IS = {
    ("m", "s"): "quel est",
    ("f", "s"): "quelle est",
    ("m", "p"): "quels sont",
    ("f", "p"): "quelles sont",
}
THIS = {("m", "s"): "ce", ("f", "s"): "cette", ("m", "p"): "ces", ("f", "p"): "ces"}
THIS_BEFORE_VOWEL = "cet"
THE = {("m", "s"): "le ", ("f", "s"): "la ", ("m", "p"): "les ", ("f", "p"): "les "}
THE_ELIDED = "l’"
SOME = "des {noun}"
