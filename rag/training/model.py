"""The reader's network in torch: the encoder's layers, and a head that marks first and last."""

from pathlib import Path

import torch
from torch import nn
from transformers import AttentionInterface, AttentionMaskInterface, AutoConfig, AutoModel
from transformers.masking_utils import eager_mask

from rag.training.rounding import make_roundable

ATTENTION = "plain"
"""The name under which `attention` is made known to transformers."""


def attention(
    _: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    mask: torch.Tensor | None,
    scaling: float,
    **__: object,
) -> tuple[torch.Tensor, None]:
    """Attend, as three plain products in the type given; tensors are (rows, heads, tokens, size).

    For heads of 32 channels, torch's own kernel takes twice the time of these on a CPU.
    """
    with torch.autocast("cpu", enabled=False):
        scores = (query * scaling) @ key.transpose(2, 3)
        if mask is not None:
            scores += mask.to(scores.dtype)
        return (scores.softmax(-1) @ value).transpose(1, 2).contiguous(), None


AttentionInterface.register(ATTENTION, attention)
AttentionMaskInterface.register(ATTENTION, eager_mask)


class ChannelDropout(nn.Module):
    """Dropout with one mask a row, shared by its tokens (Gal and Ghahramani, 2016).

    Drawing a number for every token costs half of the time of a step on a CPU.
    """

    def __init__(self, chance: float) -> None:
        super().__init__()
        self.chance = chance

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Drop channels of values (rows, tokens, channels) while training."""
        if not self.training or self.chance == 0:
            return values
        kept = torch.rand(values.shape[0], 1, values.shape[2]) >= self.chance
        return values * (kept.to(values.dtype) / (1 - self.chance))


class SpanModel(nn.Module):
    """Gives each token the logits of being the answer's first and last; token 0 means none.

    The word embeddings stand apart, frozen: they are the encoder's own.
    """

    def __init__(self, folder: Path, dropout: float = 0.0, attention: str = ATTENTION) -> None:
        """Make the network of the encoder's folder; `attention` is one that transformers knows."""
        super().__init__()
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
        # A number drawn for each pair of tokens would cost more than the attention itself.
        config.attention_probs_dropout_prob = 0.0
        self.encoder = AutoModel.from_pretrained(
            folder,
            config=config,
            attn_implementation=attention,
            add_pooling_layer=False,
            dtype=torch.float32,
            local_files_only=True,
        )
        self.words = self.encoder.embeddings.word_embeddings
        self.encoder.embeddings.word_embeddings = None
        self.words.weight.requires_grad = False
        for layer in (self.encoder.embeddings, *self.encoder.encoder.layer):
            for module in layer.modules():
                if isinstance(getattr(module, "dropout", None), nn.Dropout):
                    module.dropout = ChannelDropout(dropout)
        # The attention keeps plain dropout, switched off.
        for layer in self.encoder.encoder.layer:
            layer.attention.self.dropout = nn.Dropout(0.0)
        self.head = nn.Linear(config.hidden_size, 2)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        make_roundable(self)

    def forward(self, embedded: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return logits (rows, tokens, 2) of embedded tokens (rows, tokens, channels)."""
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        logits: torch.Tensor = self.head(hidden)
        return logits

    def tuned(self) -> dict[str, torch.Tensor]:
        """Return the tensors that training changes, by name."""
        return {name: value for name, value in self.named_parameters() if value.requires_grad}
