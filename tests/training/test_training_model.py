"""The network that is trained: its own attention is the field's."""

import pytest
import torch
from torch import nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from rag.training.model import ATTENTION, attention


@pytest.mark.parametrize("masked", [False, True], ids=["whole", "padded"])
def test_attention_is_scaled_dot_product_attention(masked: bool) -> None:  # noqa: FBT001 - a parameter
    torch.manual_seed(0)
    query, key, value = torch.randn(3, 2, 4, 7, 8).unbind()
    mask = torch.zeros(2, 1, 7, 7)
    if masked:
        mask[1, :, :, 5:] = torch.finfo(mask.dtype).min
    found, _ = attention(nn.Identity(), query, key, value, mask if masked else None, 8**-0.5)
    wanted = functional.scaled_dot_product_attention(query, key, value, mask)
    torch.testing.assert_close(found, wanted.transpose(1, 2))


def test_what_pads_a_row_changes_nothing() -> None:
    torch.manual_seed(0)
    config = BertConfig(hidden_size=16, num_hidden_layers=2, num_attention_heads=2)
    config._attn_implementation = ATTENTION
    model = BertModel(config, add_pooling_layer=False).eval()
    ids = torch.randint(5, 1000, (2, 9))
    mask = torch.ones(2, 9, dtype=torch.long)
    mask[1, 4:] = 0
    with torch.inference_mode():
        padded = model(ids, attention_mask=mask).last_hidden_state[1, :4]
        alone = model(ids[1:, :4], attention_mask=mask[1:, :4]).last_hidden_state[0]
    torch.testing.assert_close(padded, alone, atol=1e-5, rtol=1e-5)
