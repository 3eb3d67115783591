# Native calls that go wrong, for tests of the worker process.


class Faults(Module):
    __parameters__ = []
    __buffers__ = []
    training : bool

    # Takes as long as n products of matrices: one call that nobody can interrupt.
    def busy(self: __torch__.faults.Faults, n: int) -> Tensor:
        x = torch.ones([256, 256], dtype=6) / 256.0
        for i in range(n):
            x = torch.mm(x, x)
        return x

    # C++ throws std::bad_alloc: no tensor is involved.
    def list_of(self: __torch__.faults.Faults, n: int) -> Tensor:
        x = [0] * n
        return torch.ones([len(x)], dtype=6)
