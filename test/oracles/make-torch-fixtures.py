"""Writes test/oracles/torch/*.json: what PyTorch makes of attention, for the library to agree with.

Run it with Python 3 and PyTorch, once; the tests need neither:

    python3 -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0
    /tmp/torch/bin/python test/oracles/make-torch-fixtures.py && npm run fix

All numbers are float64 from a fixed seed. Conventions differ in three places, and are translated here:

- nn.Linear keeps its matrix as [out, in] and computes x Wᵀ; the library's is [in, out], so every
  matrix is written transposed. in_proj_weight is Wq, Wk and Wv below each other.
- A boolean mask means "may attend" for scaled_dot_product_attention, as in the library, and "may NOT
  attend" for nn.MultiheadAttention. Files hold the library's: true = may attend.
- A query with nothing to attend to: the library gives zeros, weights and output. So does this
  version's scaled_dot_product_attention; nn.MultiheadAttention gives NaN. NaN is written as null, such
  rows are listed as "allMaskedRows", and the test states the difference instead of hiding it.
"""

import json
import math
import pathlib

import torch
from torch import nn
from torch.nn import functional

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
FOLDER = pathlib.Path(__file__).parent / "torch"


def main():
    FOLDER.mkdir(exist_ok=True)
    write("scaled-dot-product-attention", scaled_dot_product_cases())
    write("multihead-attention", multihead_cases())
    write("attention-backward", backward_cases())
    write("layer-norm", layer_norm_cases())
    write("transformer-block", block_cases())


def scaled_dot_product_cases():
    generator = torch.Generator().manual_seed(3202)

    def case(name, n_q, n_k, d_k, d_v, mask=None, causal=False, spread=1.0):
        q = spread * torch.randn(n_q, d_k, generator=generator)
        k = spread * torch.randn(n_k, d_k, generator=generator)
        v = torch.randn(n_k, d_v, generator=generator)
        if mask == "random":
            mask = random_mask(n_q, n_k, generator)
        elif mask == "all masked row":
            mask = random_mask(n_q, n_k, generator)
            mask[n_q // 2] = False
        output = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        # the function returns no weights: with the identity as values, its output is the weights
        weights = functional.scaled_dot_product_attention(
            q, k, torch.eye(n_k), attn_mask=mask, is_causal=causal
        )
        return {
            "name": name,
            "q": plain(q),
            "k": plain(k),
            "v": plain(v),
            "mask": plain(mask),
            "causal": causal,
            "allMaskedRows": all_masked_rows(mask),
            "output": plain(output),
            "weights": plain(weights),
        }

    return [
        case("one query, one key", 1, 1, 1, 1),
        case("more keys than queries", 2, 5, 3, 4),
        case("more queries than keys", 5, 2, 4, 3),
        case("wide", 3, 4, 32, 7),
        case("large scores", 3, 4, 5, 2, spread=20.0),
        case("masked", 4, 6, 3, 5, mask="random"),
        case("padding", 3, 5, 2, 4, mask=torch.arange(5).expand(3, 5) < 3),
        case("causal", 5, 5, 3, 2, causal=True),
        case("a row with nothing to attend to", 4, 3, 2, 5, mask="all masked row"),
    ]


def multihead_cases():
    generator = torch.Generator().manual_seed(322)

    def case(name, n_q, d_model, heads, n_k=None, d_context=None, mask=None):
        """Self-attention when n_k is None, cross-attention otherwise."""
        layer = nn.MultiheadAttention(
            d_model, heads, bias=False, batch_first=True, kdim=d_context, vdim=d_context
        ).eval()
        with torch.no_grad():
            for parameter in layer.parameters():
                parameter.copy_(torch.randn(parameter.shape, generator=generator) / math.sqrt(d_model))
        x = torch.randn(n_q, d_model, generator=generator)
        context = None if n_k is None else torch.randn(n_k, d_context or d_model, generator=generator)
        source = x if context is None else context
        if mask == "random":
            mask = random_mask(n_q, len(source), generator)
        elif mask == "causal":
            mask = torch.ones(n_q, n_q).tril().bool()
        elif mask == "all masked row":
            mask = random_mask(n_q, len(source), generator)
            mask[n_q // 2] = False
        with torch.no_grad():
            output, weights = layer(
                x[None],
                source[None],
                source[None],
                attn_mask=None if mask is None else ~mask,  # PyTorch's true hides
                average_attn_weights=False,
            )
        wq, wk, wv = (
            layer.in_proj_weight.chunk(3)
            if layer.in_proj_weight is not None
            else (layer.q_proj_weight, layer.k_proj_weight, layer.v_proj_weight)
        )
        return {
            "name": name,
            "heads": heads,
            "x": plain(x),
            "context": plain(context),
            "wq": plain(wq.T),
            "wk": plain(wk.T),
            "wv": plain(wv.T),
            "wo": plain(layer.out_proj.weight.T),
            "mask": plain(mask),
            "allMaskedRows": all_masked_rows(mask),
            "output": plain(output[0]),
            "weights": plain(weights[0]),
        }

    return [
        case("one head", 4, 3, 1),
        case("three heads", 5, 6, 3),
        case("heads of one column", 3, 4, 4),
        case("causal", 5, 8, 2, mask="causal"),
        case("masked", 4, 6, 2, mask="random"),
        case("another sequence", 3, 6, 2, n_k=5),
        case("another sequence of other width", 2, 6, 3, n_k=4, d_context=5),
        case("another sequence, masked", 4, 8, 2, n_k=3, d_context=5, mask="random"),
        case("a row with nothing to attend to", 4, 6, 2, mask="all masked row"),
    ]


def backward_cases():
    """The gradients of sum(output * d_output), by automatic differentiation."""
    generator = torch.Generator().manual_seed(1210)

    def case(name, n_q, n_k, d_k, d_v, mask=None):
        shapes = [(n_q, d_k), (n_k, d_k), (n_k, d_v)]
        q, k, v = [torch.randn(*shape, generator=generator, requires_grad=True) for shape in shapes]
        d_output = torch.randn(n_q, d_v, generator=generator)
        if mask == "random":
            mask = random_mask(n_q, n_k, generator)
        output = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        output.backward(d_output)
        parts = {"q": q, "k": k, "v": v, "mask": mask, "dOutput": d_output}
        gradients = {"dq": q.grad, "dk": k.grad, "dv": v.grad}
        return {"name": name, **{key: plain(part) for key, part in {**parts, **gradients}.items()}}

    return [
        case("one query, one key", 1, 1, 2, 3),
        case("more keys than queries", 2, 5, 3, 4),
        case("more queries than keys", 5, 3, 4, 2),
        case("as many queries as keys", 4, 4, 3, 5),
        case("masked", 4, 6, 5, 3, mask="random"),
    ]


def layer_norm_cases():
    generator = torch.Generator().manual_seed(1607)

    def case(name, n, d, epsilon, spread=1.0, centre=0.0):
        x = centre + spread * torch.randn(n, d, generator=generator)
        gamma, beta = torch.randn(2, d, generator=generator)
        output = functional.layer_norm(x, [d], gamma, beta, epsilon)
        parts = {"x": x, "gamma": gamma, "beta": beta, "output": output}
        return {"name": name, "epsilon": epsilon, **{key: plain(part) for key, part in parts.items()}}

    return [
        case("one token", 1, 4, 1e-5),
        case("several tokens", 5, 3, 1e-5),
        case("one feature", 3, 1, 1e-5),
        case("numbers so small that epsilon counts", 2, 6, 1e-5, spread=1e-3),
        case("far from 0", 3, 5, 1e-12, centre=100.0),
    ]


def block_cases():
    """A TransformerEncoderLayer with GELU in its tanh form, and without biases in its attention."""
    generator = torch.Generator().manual_seed(2020)

    def case(name, n, d_model, heads, d_ff, norm_first, causal=False):
        layer = nn.TransformerEncoderLayer(
            d_model,
            heads,
            d_ff,
            dropout=0.0,
            activation=lambda x: functional.gelu(x, approximate="tanh"),
            batch_first=True,
            norm_first=norm_first,
        )
        with torch.no_grad():
            for parameter in layer.parameters():
                parameter.copy_(0.7 * torch.randn(parameter.shape, generator=generator))
            layer.self_attn.in_proj_bias.zero_()
            layer.self_attn.out_proj.bias.zero_()
        x = torch.randn(n, d_model, generator=generator)
        mask = torch.ones(n, n).tril().bool() if causal else None
        with torch.no_grad():
            output = layer(x[None], src_mask=None if mask is None else ~mask)[0]
        wq, wk, wv = layer.self_attn.in_proj_weight.chunk(3)
        norm = lambda of: {"gamma": plain(of.weight), "beta": plain(of.bias)}
        return {
            "name": name,
            "norm": "before" if norm_first else "after",
            "heads": heads,
            "mask": plain(mask),
            "x": plain(x),
            "params": {
                "attention": {
                    "wq": plain(wq.T),
                    "wk": plain(wk.T),
                    "wv": plain(wv.T),
                    "wo": plain(layer.self_attn.out_proj.weight.T),
                },
                "attentionNorm": norm(layer.norm1),
                "feedForward": {
                    "w1": plain(layer.linear1.weight.T),
                    "b1": plain(layer.linear1.bias),
                    "w2": plain(layer.linear2.weight.T),
                    "b2": plain(layer.linear2.bias),
                },
                "feedForwardNorm": norm(layer.norm2),
            },
            "output": plain(output),
        }

    return [
        case(f"norm {'before' if first else 'after'}, {name}", *sizes, norm_first=first, causal=causal)
        for first in (True, False)
        for name, sizes, causal in [
            ("one token", (1, 3, 1, 5), False),
            ("two heads", (5, 6, 2, 7), False),
            ("four heads, causal", (3, 8, 4, 5), True),
        ]
    ]


def random_mask(n_q, n_k, generator):
    """Every query may attend to something."""
    mask = torch.rand(n_q, n_k, generator=generator) < 0.5
    mask[torch.arange(n_q), torch.randint(n_k, (n_q,), generator=generator)] = True
    return mask


def all_masked_rows(mask):
    return [] if mask is None else torch.where(~mask.any(dim=1))[0].tolist()


def plain(tensor):
    """Lists of numbers, None for NaN, which JSON does not have."""
    if tensor is None:
        return None
    if tensor.dim() > 0:
        return [plain(row) for row in tensor]
    value = tensor.item()
    return None if isinstance(value, float) and math.isnan(value) else value


def write(name, cases):
    content = {"torch": torch.__version__.split("+")[0], "cases": cases}
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(content, allow_nan=False) + "\n")
    print(f"{path.name}: {len(cases)} cases")


main()
