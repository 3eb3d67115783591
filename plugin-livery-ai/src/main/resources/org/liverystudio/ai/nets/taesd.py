# The decoder of a tiny autoencoder (TAESD): latents to a picture in a fraction of the time, a little
# softer. Layers are numbered as in its file.


class Taesd(Module):
    __parameters__ = []
    __buffers__ = []
    training : bool

    # Latents [batch, channels, height, width], softly held within -3 to 3
    def enter(self: __torch__.taesd.Taesd, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
        x = torch.tanh(x / 3.0) * 3.0
        return torch.relu(__torch__.ops.conv(x, w, "0", 1, 1))

    def block(self: __torch__.taesd.Taesd, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
        y = torch.relu(__torch__.ops.conv(x, w, "0", 1, 1))
        y = torch.relu(__torch__.ops.conv(y, w, "2", 1, 1))
        return torch.relu(__torch__.ops.conv(y, w, "4", 1, 1) + x)

    def up(self: __torch__.taesd.Taesd, x: Tensor, factor: int, w: Dict[str, Tensor],
           n: str) -> Tensor:
        x = torch.upsample_nearest2d(x, [x.size(2) * factor, x.size(3) * factor])
        return __torch__.ops.conv(x, w, n, 1, 1)

    # 0 to 1 becomes -1 to 1, as other autoencoders give it.
    def out(self: __torch__.taesd.Taesd, x: Tensor, w: Dict[str, Tensor], n: str) -> Tensor:
        return __torch__.ops.conv(x, w, n, 1, 1) * 2.0 - 1.0
