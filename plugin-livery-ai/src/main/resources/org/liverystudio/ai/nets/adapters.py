# Builds what LoRAs and learned words add to a block of weights. dtypes are torch's numbers.


class Adapters(Module):
    __parameters__ = []
    __buffers__ = []
    training : bool

    # A copy, scaled before it is rounded to the network's format.
    def scaled(self: __torch__.adapters.Adapters, x: Tensor, factor: float, dtype: int) -> Tensor:
        return (x.to(6) * factor).to(dtype)

    # A 1x1 convolution [middle, in, 1, 1] and the one behind it [rank, middle, k, k] as one
    # [rank, in, k, k].
    def folded(self: __torch__.adapters.Adapters, down: Tensor, middle: Tensor) -> Tensor:
        return torch.einsum("rmhw,mi->rihw", [middle.to(6), down.flatten(1).to(6)])

    def joined(self: __torch__.adapters.Adapters, a: Tensor, b: Tensor, axis: int) -> Tensor:
        return torch.cat([a, b], axis)

    # Both blocks in one; shares their tensors.
    def together(self: __torch__.adapters.Adapters, own: Dict[str, Tensor],
                 added: Dict[str, Tensor]) -> Dict[str, Tensor]:
        both = own.copy()
        both.update(added)
        return both
