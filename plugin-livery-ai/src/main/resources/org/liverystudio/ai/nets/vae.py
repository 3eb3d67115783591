# The autoencoder between pictures [batch, 3, height, width] in -1 to 1 and latents, an eighth as wide
# and high. Its norms use an epsilon of 1e-6, and its attention has one head.


class Vae(Module):
    __parameters__ = []
    __buffers__ = []
    training : bool

    def conv(self: __torch__.vae.Vae, x: Tensor, stride: int, pad: int, w: Dict[str, Tensor],
             n: str) -> Tensor:
        return __torch__.ops.conv(x, w, n, stride, pad)

    def resnet(self: __torch__.vae.Vae, x: Tensor, groups: int, w: Dict[str, Tensor]) -> Tensor:
        h = __torch__.ops.norm_silu(x, w, "norm1", groups, 1e-06)
        h = __torch__.ops.conv(h, w, "conv1", 1, 1)
        h = __torch__.ops.norm_silu(h, w, "norm2", groups, 1e-06)
        h = __torch__.ops.conv(h, w, "conv2", 1, 1)
        if "conv_shortcut.weight" in w:
            x = __torch__.ops.conv(x, w, "conv_shortcut", 1, 0)
        return x + h

    def attention(self: __torch__.vae.Vae, x: Tensor, groups: int, w: Dict[str, Tensor]) -> Tensor:
        b, c, h, wd = x.shape
        y = __torch__.ops.group_norm(x, w, "group_norm", groups, 1e-06)
        y = y.reshape([b, c, h * wd]).transpose(1, 2)
        q = __torch__.ops.linear(y, w, "to_q")
        k = __torch__.ops.linear(y, w, "to_k")
        v = __torch__.ops.linear(y, w, "to_v")
        y = __torch__.ops.linear(__torch__.ops.attend(q, k, v, 1), w, "to_out.0")
        return x + y.transpose(1, 2).reshape([b, c, h, wd])

    # Halves the size; the padding lies at the right and the bottom only.
    def down(self: __torch__.vae.Vae, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
        x = __torch__.edges.around(x, 0, 1)
        height, width = __torch__.edges.zeros(1)
        x = torch.constant_pad_nd(x, [0, width, 0, height], 0)
        return __torch__.ops.conv(x, w, "conv", 2, 0)

    def up(self: __torch__.vae.Vae, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
        return __torch__.doubling.conv(x, w, "conv")

    def out(self: __torch__.vae.Vae, x: Tensor, groups: int, w: Dict[str, Tensor]) -> Tensor:
        y = __torch__.ops.norm_silu(x, w, "conv_norm_out", groups, 1e-06)
        return __torch__.ops.conv(y, w, "conv_out", 1, 1)

    # Mean and logarithm of the variance of the latents.
    def moments(self: __torch__.vae.Vae, x: Tensor) -> Tuple[Tensor, Tensor]:
        mean, log_variance = x.chunk(2, 1)
        return (mean.contiguous(), log_variance.clamp(-30.0, 20.0).contiguous())
