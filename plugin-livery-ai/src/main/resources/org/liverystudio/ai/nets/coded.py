# Weights that are stored in fewer bits, turned back into numbers for the layer that is about to use
# them. The parts of a weight and what they mean: Coding.java. Sizes of groups are those of it.


# [outputs, inputs]
def matrix(w: Dict[str, Tensor], n: str, inputs: int) -> Tensor:
    if n + ".q8" in w:
        return __torch__.coded.from_8_bits(w, n)
    m = __torch__.coded.from_4_bits(w, n)
    if m.size(1) != inputs:
        # The last group was filled up.
        m = m.narrow(1, 0, inputs)
    return m


# [outputs, inputs, size, size]
def kernels(w: Dict[str, Tensor], n: str, inputs: int) -> Tensor:
    if n + ".q8" in w:
        return __torch__.coded.from_8_bits(w, n)
    m = __torch__.coded.from_4_bits(w, n)
    size = 1
    while size * size * inputs < m.size(1):
        size += 1
    return m.view([m.size(0), inputs, size, size])


def from_8_bits(w: Dict[str, Tensor], n: str) -> Tensor:
    q = w[n + ".q8"]
    scale = w[n + ".scale"]
    # A copy, so that it may be changed in place.
    m = q.to(scale.dtype).flatten(1)
    columns = m.size(1)
    if columns % 64 == 0:
        m.view([m.size(0), columns // 64, 64]).mul_(scale.unsqueeze(2))
    else:
        m.mul_(torch.repeat_interleave(scale, 64, 1).narrow(1, 0, columns))
    return m.view(q.size())


def from_4_bits(w: Dict[str, Tensor], n: str) -> Tensor:
    q = w[n + ".q4"]
    unit = w[n + ".unit"]
    outputs, half = q.shape
    scale = w[n + ".scale"].to(unit.dtype) * unit
    zero = w[n + ".zero"].to(unit.dtype) * 0.125
    m = torch.empty([outputs, 2 * half], dtype=unit.dtype, device=q.device)
    m.narrow(1, 0, half).copy_(torch.bitwise_and(q, 15))
    m.narrow(1, half, half).copy_(torch.bitwise_right_shift(q, 4))
    groups = m.view([outputs, half // 16, 32])
    groups.sub_(zero.unsqueeze(2)).mul_(scale.unsqueeze(2))
    return m
