"""Writes test/oracles/torch/{rnn,rope}.json: what PyTorch makes of a recurrent network and of rotary
embeddings, for the library to agree with.

Run it with Python 3 and PyTorch, once; the tests need neither:

    python3 -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0
    /tmp/torch/bin/python test/oracles/make-torch-sequence-fixtures.py && npm run fix

All numbers are float64 from a fixed seed. Conventions:

- nn.RNN keeps its matrices as [out, in] and has two biases, which are added up here; matrices are written
  transposed, as the library has them. The gradient norms come from torch.autograd.
- PyTorch has no rotary embedding. It has complex numbers: pairs of neighbouring columns become complex
  numbers, and are multiplied by torch.polar(1, position * base ** (-2i / d)), as in LLaMA's published code.
"""

import json
import pathlib

import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
FOLDER = pathlib.Path(__file__).parent / "torch"


def main():
    write("rnn", [rnn_case(*sizes) for sizes in [(1, 1, 1), (2, 3, 4), (7, 5, 3), (30, 2, 6)]])
    write("rope", [rope_case(*sizes) for sizes in [(1, 2, 10000.0), (3, 8, 10000.0), (5, 6, 500.0)]])


def rnn_case(n, d_in, d_h):
    torch.manual_seed(1000 * n + d_h)
    layer = nn.RNN(d_in, d_h, batch_first=True)
    xs = torch.randn(n, d_in, requires_grad=True)
    states = layer(xs[None])[0][0]
    squares = torch.zeros(n)
    for c in range(d_h):
        (gradient,) = torch.autograd.grad(states[-1, c], xs, retain_graph=True)
        squares += (gradient**2).sum(dim=1)
    return {
        "name": f"{n} inputs of {d_in}, a state of {d_h}",
        "xs": xs.tolist(),
        "wx": layer.weight_ih_l0.T.tolist(),
        "wh": layer.weight_hh_l0.T.tolist(),
        "b": (layer.bias_ih_l0 + layer.bias_hh_l0).tolist(),
        "states": states.tolist(),
        "norms": squares.sqrt().flip(0).tolist(),
    }


def rope_case(n, d, base):
    generator = torch.Generator().manual_seed(n * d)
    x = torch.randn(n, d, generator=generator)
    positions = torch.randint(-20, 60, (n,), generator=generator).double()
    frequencies = base ** (-torch.arange(0, d, 2).double() / d)
    angles = torch.outer(positions, frequencies)
    pairs = torch.view_as_complex(x.reshape(n, d // 2, 2))
    turned = torch.view_as_real(pairs * torch.polar(torch.ones_like(angles), angles)).reshape(n, d)
    return {
        "name": f"{n} rows of {d}, base {base:g}",
        "x": x.tolist(),
        "positions": positions.tolist(),
        "base": base,
        "turned": turned.tolist(),
    }


def write(name, cases):
    content = {"torch": torch.__version__.split("+")[0], "cases": cases}
    (FOLDER / f"{name}.json").write_text(json.dumps(content, allow_nan=False) + "\n")
    print(f"{name}.json: {len(cases)} cases")


main()
