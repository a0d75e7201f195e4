"""What a sentence-transformers folder of an E5 model holds: tensor names and JSON files.

The JSON is of the layout that the models of the hub use and every version of the library reads.
"""

from collections.abc import Iterator
from typing import Any

from rag.embed.packed import Shape, Vocabulary

Tensors = dict[str, tuple[str, tuple[int, ...]]]
"""For each tensor of the folder: the packed file's name for it, and its shape."""


def tensors(shape: Shape) -> Tensors:
    """Map each tensor of the written file to the packed one's name and to its shape."""
    hidden, wide = shape.hidden, shape.feed_forward
    found: Tensors = {
        "embeddings.word_embeddings.weight": ("emb.word", (shape.vocabulary, hidden)),
        "embeddings.position_embeddings.weight": ("emb.pos", (shape.positions, hidden)),
        "embeddings.token_type_embeddings.weight": ("emb.type", (shape.types, hidden)),
        "embeddings.LayerNorm.weight": ("emb.ln.w", (hidden,)),
        "embeddings.LayerNorm.bias": ("emb.ln.b", (hidden,)),
    }
    dense = (
        ("q", "attention.self.query", (hidden, hidden)),
        ("k", "attention.self.key", (hidden, hidden)),
        ("v", "attention.self.value", (hidden, hidden)),
        ("ao", "attention.output.dense", (hidden, hidden)),
        ("fi", "intermediate.dense", (wide, hidden)),
        ("fo", "output.dense", (hidden, wide)),
    )
    norms = (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm"))
    for layer in range(shape.layers):
        long, short = f"encoder.layer.{layer}", f"l{layer}"
        for key, name, sizes in dense:
            found[f"{long}.{name}.weight"] = (f"{short}.{key}.w", sizes)
            found[f"{long}.{name}.bias"] = (f"{short}.{key}.b", sizes[:1])
        for key, name in norms:
            found[f"{long}.{name}.weight"] = (f"{short}.{key}.w", (hidden,))
            found[f"{long}.{name}.bias"] = (f"{short}.{key}.b", (hidden,))
    return found


def settings(shape: Shape, vocabulary: Vocabulary) -> Iterator[tuple[str, Any]]:
    """Yield the small files: name, JSON value."""
    yield (
        "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "attention_probs_dropout_prob": 0.1,
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_dropout_prob": 0.1,
            "hidden_size": shape.hidden,
            "initializer_range": 0.02,
            "intermediate_size": shape.feed_forward,
            "layer_norm_eps": shape.epsilon,
            "max_position_embeddings": shape.positions,
            "num_attention_heads": shape.heads,
            "num_hidden_layers": shape.layers,
            "pad_token_id": vocabulary.pad,
            "type_vocab_size": shape.types,
            "vocab_size": shape.vocabulary,
        },
    )
    kinds = ("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")
    yield (
        "modules.json",
        [
            {
                "idx": at,
                "name": str(at),
                "path": path,
                "type": f"sentence_transformers.models.{kind}",
            }
            for at, (kind, path) in enumerate(kinds)
        ],
    )
    # The file has no pooler, and mean pooling needs none: without this one would be made at random.
    arguments = {"add_pooling_layer": False}
    yield (
        "sentence_bert_config.json",
        {"max_seq_length": shape.positions, "do_lower_case": False, "model_args": arguments},
    )
    yield (
        "config_sentence_transformers.json",
        {
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    )
    yield (
        "1_Pooling/config.json",
        {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
    )
    yield "2_Normalize/config.json", {}
    names = {key: vocabulary.pieces[number][0] for key, number in _special(vocabulary).items()}
    yield (
        "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            **names,
        },
    )


def _special(vocabulary: Vocabulary) -> dict[str, int]:
    masks = [at for at, (piece, _) in enumerate(vocabulary.pieces) if piece == "<mask>"]
    return {
        "bos_token": vocabulary.begin,
        "cls_token": vocabulary.begin,
        "eos_token": vocabulary.end,
        "sep_token": vocabulary.end,
        "pad_token": vocabulary.pad,
        "unk_token": vocabulary.unknown,
        **({"mask_token": masks[0]} if masks else {}),
    }


def tokenizer(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the tokenizer of XLM-RoBERTa as `tokenizers` saves it.

    The rules of its normaliser stand for the file's own map: on French they give the same ids.
    """
    pieces = vocabulary.pieces
    begin, end = pieces[vocabulary.begin][0], pieces[vocabulary.end][0]
    added = [
        {
            "id": number,
            "content": pieces[number][0],
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": True,
        }
        for number in sorted(set(_special(vocabulary).values()))
    ]
    first = [_token(begin), _sequence("A"), _token(end)]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Nmt"},
                {"type": "NFKC"},
                {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
            ],
        },
        "pre_tokenizer": {
            "type": "Metaspace",
            "replacement": "\u2581",
            "prepend_scheme": "always",
            "split": True,
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": first,
            "pair": [*first, _token(end), _sequence("B"), _token(end)],
            "special_tokens": {
                piece: {"id": piece, "ids": [number], "tokens": [piece]}
                for piece, number in ((begin, vocabulary.begin), (end, vocabulary.end))
            },
        },
        "decoder": None,
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unknown,
            "vocab": pieces,
            "byte_fallback": False,
        },
    }


def _token(piece: str) -> dict[str, Any]:
    return {"SpecialToken": {"id": piece, "type_id": 0}}


def _sequence(name: str) -> dict[str, Any]:
    return {"Sequence": {"id": name, "type_id": 0}}
