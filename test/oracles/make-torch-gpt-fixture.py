"""Writes test/oracles/torch/gpt.json: the logits, the loss and every gradient of a tiny GPT in PyTorch.

    python3 -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0
    /tmp/torch/bin/python test/oracles/make-torch-gpt-fixture.py && npm run fix

The model is the one of src/tensor/gpt/: learned positions, layer norm before attention and feed-forward
(epsilon 1e-5), biases everywhere, GELU by tanh, a final norm, and the embedding, transposed, as output head.
Matrices are [in, out], so x w and not x wᵀ. The weights are float32 numbers, the computation is float64.
"""

import json
import math
import pathlib

import torch
from torch.nn import functional

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
PATH = pathlib.Path(__file__).parent / "torch" / "gpt.json"
VOCABULARY, CONTEXT, DIM, HEADS, LAYERS, BATCH, LENGTH = 7, 6, 12, 3, 2, 2, 5


def main():
    generator = torch.Generator().manual_seed(1851)
    parameters = {
        name: rounded(torch.randn(shape, generator=generator) * spread + mean).requires_grad_()
        for name, shape, mean, spread in names_and_shapes()
    }
    ids = torch.randint(VOCABULARY, (BATCH, LENGTH), generator=generator)
    targets = torch.randint(VOCABULARY, (BATCH, LENGTH), generator=generator)
    logits = forward(ids, parameters)
    loss = functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
    loss.backward()
    write(
        {
            "torch": torch.__version__.split("+")[0],
            "config": {"vocabularySize": VOCABULARY, "context": CONTEXT, "dim": DIM, "heads": HEADS, "layers": LAYERS},
            "batch": BATCH,
            "ids": ids.flatten().tolist(),
            "targets": targets.flatten().tolist(),
            "logits": logits.flatten().tolist(),
            "loss": loss.item(),
            "parameters": {
                name: {
                    "shape": list(parameter.shape),
                    "data": parameter.flatten().tolist(),
                    "gradient": parameter.grad.flatten().tolist(),
                }
                for name, parameter in parameters.items()
            },
        }
    )


def names_and_shapes():
    """Name, shape, mean, standard deviation; far from the usual beginning, so that nothing is 0 or 1."""
    yield "tokenEmbedding", (VOCABULARY, DIM), 0.0, 0.6
    yield "positionEmbedding", (CONTEXT, DIM), 0.0, 0.4
    for layer in range(LAYERS):
        block = f"blocks.{layer}"
        yield f"{block}.attentionNorm.gamma", (DIM,), 1.0, 0.3
        yield f"{block}.attentionNorm.beta", (DIM,), 0.0, 0.3
        for name in "qkvo":
            yield f"{block}.attention.w{name}", (DIM, DIM), 0.0, 0.5
            yield f"{block}.attention.b{name}", (DIM,), 0.0, 0.3
        yield f"{block}.feedForwardNorm.gamma", (DIM,), 1.0, 0.3
        yield f"{block}.feedForwardNorm.beta", (DIM,), 0.0, 0.3
        yield f"{block}.feedForward.w1", (DIM, 4 * DIM), 0.0, 0.4
        yield f"{block}.feedForward.b1", (4 * DIM,), 0.0, 0.3
        yield f"{block}.feedForward.w2", (4 * DIM, DIM), 0.0, 0.3
        yield f"{block}.feedForward.b2", (DIM,), 0.0, 0.3
    yield "finalNorm.gamma", (DIM,), 1.0, 0.3
    yield "finalNorm.beta", (DIM,), 0.0, 0.3


def forward(ids, parameters):
    x = parameters["tokenEmbedding"][ids] + parameters["positionEmbedding"][: ids.shape[1]]
    for layer in range(LAYERS):
        p = {
            name.removeprefix(f"blocks.{layer}."): parameter
            for name, parameter in parameters.items()
            if name.startswith(f"blocks.{layer}.")
        }
        normed = norm(x, p["attentionNorm.gamma"], p["attentionNorm.beta"])
        q, k, v = (split(normed @ p[f"attention.w{n}"] + p[f"attention.b{n}"]) for n in "qkv")
        mixed = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        merged = mixed.transpose(1, 2).flatten(2)  # [batch, length, dim]
        x = x + merged @ p["attention.wo"] + p["attention.bo"]
        normed = norm(x, p["feedForwardNorm.gamma"], p["feedForwardNorm.beta"])
        hidden = functional.gelu(normed @ p["feedForward.w1"] + p["feedForward.b1"], approximate="tanh")
        x = x + hidden @ p["feedForward.w2"] + p["feedForward.b2"]
    return norm(x, parameters["finalNorm.gamma"], parameters["finalNorm.beta"]) @ parameters["tokenEmbedding"].T


def norm(x, gamma, beta):
    return functional.layer_norm(x, (DIM,), gamma, beta, eps=1e-5)


def split(x):
    """[batch, length, dim] to [batch, heads, length, dim / heads]"""
    return x.unflatten(2, (HEADS, DIM // HEADS)).transpose(1, 2)


def rounded(tensor):
    """What float32 can hold."""
    return tensor.float().double()


def write(content):
    short = lambda value: json.loads(json.dumps(value), parse_float=lambda x: float(f"{float(x):.9g}"))
    PATH.write_text(json.dumps(short(content), allow_nan=False) + "\n")
    assert all(math.isfinite(x) for x in content["logits"])
    print(f"{PATH.name}: loss {content['loss']:.6f}")


main()
