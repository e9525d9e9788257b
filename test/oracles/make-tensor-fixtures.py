"""Writes test/oracles/torch/tensor-*.json: what PyTorch's autograd makes of the operations of attention-lab/tensor.

Run it as make-torch-fixtures.py says:

    /tmp/torch/bin/python test/oracles/make-tensor-fixtures.py && npm run fix

All numbers are float32 from a fixed seed, written with nine digits, which is all that a float32 knows. An array is
{"shape", "data"}. Conventions differ in three places, and are translated here:

- nn.Linear keeps its matrix as [out, in]; here as in attention-lab it is [in, out], and x @ w.
- scaled_dot_product_attention wants [batch, heads, n, d]; attention-lab's heads are neighbouring columns of
  [batch, n, heads * d].
- clip_grad_norm_ divides by the norm + 1e-6, attention-lab by the norm: a difference of 1e-6 that the test allows.
"""

import json
import math
import pathlib

import torch
from torch.nn import functional

torch.set_default_dtype(torch.float32)
torch.set_num_threads(1)
FOLDER = pathlib.Path(__file__).parent / "torch"


def main():
    write("tensor-operations", operation_cases())
    write("tensor-block", [block_case("before"), block_case("after")])
    write("tensor-adamw", adamw_cases())


def operation_cases():
    generator = torch.Generator().manual_seed(2026)
    cases = []

    def randn(*shape):
        return torch.randn(shape, generator=generator)

    def case(operation, name, inputs, compute, **options):
        """`options` is what the operation of attention-lab is called with, beside its tensors."""
        inputs = [x.detach().requires_grad_() for x in inputs]
        output = compute(*inputs)
        d_output = randn(*output.shape)
        output.backward(d_output)
        cases.append(
            {
                "operation": operation,
                "name": name,
                "options": options,
                "inputs": [array(x) for x in inputs],
                "output": array(output),
                "dOutput": array(d_output),
                "gradients": [array(x.grad) for x in inputs],
            }
        )

    case("add", "same shape", [randn(3, 4), randn(3, 4)], lambda a, b: a + b)
    case("add", "bias", [randn(2, 3, 4), randn(4)], lambda a, b: a + b)
    case("add", "positions", [randn(2, 3, 4), randn(3, 4)], lambda a, b: a + b)
    case("subtract", "bias", [randn(3, 4), randn(4)], lambda a, b: a - b)
    case("multiply", "same shape", [randn(3, 4), randn(3, 4)], lambda a, b: a * b)
    case("multiply", "a row for every row", [randn(3, 4), randn(4)], lambda a, b: a * b)
    case("divide", "same shape", [randn(3, 4), randn(3, 4).abs() + 0.5], lambda a, b: a / b)
    case("divide", "a row for every row", [randn(3, 4), randn(4).abs() + 0.5], lambda a, b: a / b)
    case("matmul", "matrices", [randn(3, 5), randn(5, 4)], lambda a, b: a @ b)
    case("matmul", "sequences", [randn(2, 3, 5), randn(5, 4)], lambda a, b: a @ b)
    case("matmul", "transposed", [randn(3, 5), randn(4, 5)], lambda a, b: a @ b.T, transposeB=True)
    case("linear", "with bias", [randn(2, 3, 5), randn(5, 4), randn(4)], lambda x, w, b: x @ w + b)
    case("transpose", "matrix", [randn(3, 4)], lambda x: x.T)
    case("reshape", "flat", [randn(2, 3, 4)], lambda x: x.reshape(6, 4), shape=[6, 4])
    case("sum", "all", [randn(3, 4)], lambda x: x.sum())
    case("sum", "of columns", [randn(3, 4)], lambda x: x.sum(0), axis=0)
    case("sum", "of rows", [randn(2, 3, 4)], lambda x: x.sum(2), axis=2)
    case("mean", "all", [randn(3, 4)], lambda x: x.mean())
    case("mean", "of rows", [randn(3, 4)], lambda x: x.mean(1), axis=1)
    case("exp", "", [randn(3, 4)], torch.exp)
    case("log", "", [randn(3, 4).abs() + 0.1], torch.log)
    case("tanh", "", [randn(3, 4)], torch.tanh)
    case("relu", "with zeros", [randn(3, 4) * torch.tensor([1.0, 1.0, 1.0, 0.0])], torch.relu)
    case("gelu", "", [3 * randn(5, 7)], lambda x: functional.gelu(x, approximate="tanh"))
    case("softmax", "", [3 * randn(3, 9)], lambda x: x.softmax(-1))
    case("softmax", "large", [50 * randn(3, 9)], lambda x: x.softmax(-1))
    hidden = torch.rand(4, 6, generator=generator) < 0.4
    hidden[:, 2] = False
    case(
        "softmax", "masked", [randn(4, 6)],
        lambda x: x.masked_fill(hidden, -math.inf).softmax(-1), mask=(~hidden).tolist(),
    )
    case("logSoftmax", "", [10 * randn(3, 9)], lambda x: x.log_softmax(-1))
    case("logSoftmax", "where softmax is 0", [torch.tensor([[0.0, 200.0, -300.0]])], lambda x: x.log_softmax(-1))
    case(
        "layerNorm", "", [2 * randn(2, 3, 8) + 1, randn(8), randn(8)],
        lambda x, gamma, beta: functional.layer_norm(x, (8,), gamma, beta, 1e-5),
    )
    case(
        "layerNorm", "epsilon", [randn(3, 5), randn(5), randn(5)],
        lambda x, gamma, beta: functional.layer_norm(x, (5,), gamma, beta, 0.1), epsilon=0.1,
    )
    ids = [3, 0, 3, 1, 5, 3]
    case("embedding", "ids more than once", [randn(6, 4)], lambda x: functional.embedding(torch.tensor(ids), x), ids=ids)
    case(
        "embedding", "sequences", [randn(6, 4)],
        lambda x: functional.embedding(torch.tensor(ids).reshape(2, 3), x), ids=ids, shape=[2, 3],
    )
    targets = [2, 0, 4, 4]
    case("crossEntropy", "", [3 * randn(4, 5)], lambda x: functional.cross_entropy(x, torch.tensor(targets)), targets=targets)
    some = [2, -100, -100, 4]
    case("crossEntropy", "ignored", [randn(4, 5)], lambda x: functional.cross_entropy(x, torch.tensor(some)), targets=some, ignore=-100)
    case("crossEntropy", "a wide gap", [60 * randn(4, 5)], lambda x: functional.cross_entropy(x, torch.tensor(targets)), targets=targets)

    def qkv(batch, queries, keys, heads, dim, value_dim, spread=1.0):
        return [
            spread * randn(batch, queries, heads * dim),
            spread * randn(batch, keys, heads * dim),
            randn(batch, keys, heads * value_dim),
        ]

    case("attention", "one head", qkv(1, 3, 5, 1, 4, 2), attention(1), heads=1)
    case("attention", "heads and sequences", qkv(2, 3, 5, 2, 4, 3), attention(2), heads=2)
    case("attention", "causal", qkv(2, 5, 5, 2, 3, 3), attention(2, is_causal=True), heads=2, causal=True)
    case("attention", "causal, more keys", qkv(1, 3, 5, 1, 3, 3), attention(1, is_causal=True), heads=1, causal=True)
    case("attention", "scale", qkv(1, 3, 4, 1, 3, 3), attention(1, scale=0.7), heads=1, scale=0.7)
    case("attention", "large scores", qkv(1, 4, 6, 1, 5, 3, spread=6.0), attention(1), heads=1)
    allowed = torch.rand(4, 6, generator=generator) < 0.6
    allowed[:, 1] = True
    case("attention", "masked", qkv(2, 4, 6, 2, 3, 2), attention(2, attn_mask=allowed), heads=2, mask=allowed.tolist())
    allowed = allowed.clone()
    allowed[2] = False
    case("attention", "a query with nothing", qkv(1, 4, 6, 1, 3, 2), attention(1, attn_mask=allowed), heads=1, mask=allowed.tolist())
    case("slice", "columns", [randn(3, 7)], lambda x: x[:, 2:5], axis=1, start=2, end=5)
    case("slice", "rows", [randn(5, 3)], lambda x: x[1:3], axis=0, start=1, end=3)
    case("concatenate", "columns", [randn(3, 2), randn(3, 4)], lambda a, b: torch.cat([a, b], 1), axis=1)
    case("concatenate", "rows", [randn(2, 3), randn(4, 3)], lambda a, b: torch.cat([a, b], 0), axis=0)
    return cases


def attention(heads, **options):
    def split(x):  # [batch, n, heads * d] to [batch, heads, n, d]
        return x.unflatten(2, (heads, -1)).transpose(1, 2)

    def compute(q, k, v):
        out = functional.scaled_dot_product_attention(split(q), split(k), split(v), **options)
        return out.transpose(1, 2).flatten(2)

    return compute


def block_case(norm):
    """A whole small transformer learns for some steps: ids in, cross entropy out."""
    generator = torch.Generator().manual_seed(17)
    batch, length, d, heads, classes = 2, 5, 8, 2, 7

    def parameter(*shape, deviation=0.3, mean=0.0):
        return (mean + deviation * torch.randn(*shape, generator=generator)).requires_grad_()

    p = {
        "tokens": parameter(classes, d),
        "positions": parameter(length, d),
        "gamma1": parameter(d, deviation=0.1, mean=1.0),
        "beta1": parameter(d, deviation=0.1),
        "wq": parameter(d, d),
        "wk": parameter(d, d),
        "wv": parameter(d, d),
        "wo": parameter(d, d),
        "bo": parameter(d),
        "gamma2": parameter(d, deviation=0.1, mean=1.0),
        "beta2": parameter(d, deviation=0.1),
        "w1": parameter(d, 4 * d),
        "b1": parameter(4 * d),
        "w2": parameter(4 * d, d),
        "b2": parameter(d),
    }
    start = {name: array(x) for name, x in p.items()}
    ids = torch.randint(classes, (batch, length), generator=generator)
    targets = torch.randint(classes, (batch * length,), generator=generator)

    def loss_of():
        def attend(x):
            attended = attention(heads, is_causal=True)(x @ p["wq"], x @ p["wk"], x @ p["wv"])
            return attended @ p["wo"] + p["bo"]

        def feed_forward(x):
            hidden = functional.gelu(x @ p["w1"] + p["b1"], approximate="tanh")
            return hidden @ p["w2"] + p["b2"]

        def norm1(x):
            return functional.layer_norm(x, (d,), p["gamma1"], p["beta1"])

        def norm2(x):
            return functional.layer_norm(x, (d,), p["gamma2"], p["beta2"])

        x = functional.embedding(ids, p["tokens"]) + p["positions"]
        if norm == "before":
            x = x + attend(norm1(x))
            x = x + feed_forward(norm2(x))
        else:
            x = norm1(x + attend(x))
            x = norm2(x + feed_forward(x))
        logits = x @ p["tokens"].T
        return functional.cross_entropy(logits.flatten(0, 1), targets)

    options = {"lr": 0.02, "betas": (0.9, 0.99), "eps": 1e-8, "weight_decay": 0.1}
    optimiser = torch.optim.AdamW(p.values(), **options)
    losses, norms, gradients = [], [], None
    for _ in range(6):
        optimiser.zero_grad()
        loss = loss_of()
        loss.backward()
        losses.append(number(loss.item()))
        gradients = gradients or {name: array(x.grad) for name, x in p.items()}
        norms.append(number(torch.nn.utils.clip_grad_norm_(p.values(), 1.0).item()))
        optimiser.step()
    return {
        "norm": norm,
        "heads": heads,
        "ids": ids.flatten().tolist(),
        "shape": [batch, length],
        "targets": targets.tolist(),
        "start": start,
        "gradients": gradients,
        "losses": losses,
        "norms": norms,
        "end": {name: array(x) for name, x in p.items()},
    }


def adamw_cases():
    generator = torch.Generator().manual_seed(1711)

    def case(name, rates, betas=(0.9, 0.999), epsilon=1e-8, weight_decay=0.01):
        p = torch.randn(3, 2, generator=generator).requires_grad_()
        start = array(p)
        optimiser = torch.optim.AdamW([p], lr=rates[0], betas=betas, eps=epsilon, weight_decay=weight_decay)
        steps = []
        for rate in rates:
            p.grad = torch.randn(3, 2, generator=generator) * torch.tensor([1.0, 1e-3])
            optimiser.param_groups[0]["lr"] = rate
            optimiser.step()
            steps.append({"learningRate": rate, "gradient": array(p.grad), "result": array(p)})
        options = {"betas": list(betas), "epsilon": epsilon, "weightDecay": weight_decay}
        return {"name": name, "options": options, "start": start, "steps": steps}

    return [
        case("the usual options", [1e-3] * 6),
        case("a schedule", [0.1, 0.05, 0.02, 0.01]),
        case("no decay", [0.01] * 4, weight_decay=0.0),
        case("much decay, other betas", [0.01] * 4, betas=(0.8, 0.95), weight_decay=0.5),
        case("a large epsilon", [0.01] * 4, epsilon=0.1),
    ]


def array(tensor):
    return {"shape": list(tensor.shape), "data": [number(x) for x in tensor.detach().flatten().tolist()]}


def number(x):
    return float(f"{x:.9g}")


def write(name, cases):
    content = {"torch": torch.__version__.split("+")[0], "cases": cases}
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(content, allow_nan=False) + "\n")
    print(f"{path.name}: {len(cases)} cases")


main()
