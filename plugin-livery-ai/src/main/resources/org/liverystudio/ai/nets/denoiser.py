# The blocks of SDXL's UNet and of its ControlNets; Java walks them in the order of config.json.
# Feature maps are [batch, channels, height, width], prompts [batch, tokens, channels].


class Denoiser(Module):
    __parameters__ = []
    __buffers__ = []
    training : bool

    # Step number t [1], pooled prompt [batch, p] and picture sizes [batch, 6] -> [batch, time channels]
    def time_embed(self: __torch__.denoiser.Denoiser, t: Tensor, pooled: Tensor, sizes: Tensor,
                   dim: int, size_dim: int, cosine_first: bool, frequency_shift: float,
                   w: Dict[str, Tensor]) -> Tensor:
        b = pooled.size(0)
        steps = __torch__.ops.sinusoid(t.expand([b]), dim, cosine_first, frequency_shift)
        e = __torch__.ops.mlp(steps.to(pooled.dtype), w, "time_embedding")
        s = __torch__.ops.sinusoid(sizes.flatten(), size_dim, cosine_first, frequency_shift)
        a = torch.cat([pooled.to(6), s.reshape([b, -1])], 1).to(pooled.dtype)
        return __torch__.ops.mlp(a, w, "add_embedding").add_(e)

    def conv(self: __torch__.denoiser.Denoiser, x: Tensor, stride: int, pad: int,
             w: Dict[str, Tensor], n: str) -> Tensor:
        return __torch__.ops.conv(x, w, n, stride, pad)

    def resnet(self: __torch__.denoiser.Denoiser, x: Tensor, time: Tensor, groups: int,
               eps: float, w: Dict[str, Tensor]) -> Tensor:
        h = __torch__.ops.norm_silu(x, w, "norm1", groups, eps)
        h = __torch__.ops.conv(h, w, "conv1", 1, 1)
        t = __torch__.ops.linear(torch.silu(time), w, "time_emb_proj")
        h = h.add_(t.unsqueeze(-1).unsqueeze(-1))
        h = __torch__.ops.norm_silu(h, w, "norm2", groups, eps)
        h = __torch__.ops.conv(h, w, "conv2", 1, 1)
        if "conv_shortcut.weight" in w:
            x = __torch__.ops.conv(x, w, "conv_shortcut", 1, 0)
        return h.add_(x)

    # On the way up the map of the way down is put beside x.
    def resnet_skip(self: __torch__.denoiser.Denoiser, x: Tensor, skip: Tensor, time: Tensor,
                    groups: int, eps: float, w: Dict[str, Tensor]) -> Tensor:
        return self.resnet(torch.cat([x, skip], 1), time, groups, eps, w)

    # Feature map -> tokens. Older networks project by a 1x1 convolution, SDXL by a linear layer.
    def to_tokens(self: __torch__.denoiser.Denoiser, x: Tensor, groups: int, linear: bool,
                  w: Dict[str, Tensor]) -> Tensor:
        b, c, h, wd = x.shape
        y = __torch__.ops.group_norm(x, w, "norm", groups, 1e-06)
        if linear:
            y = y.permute([0, 2, 3, 1]).reshape([b, h * wd, c])
            return __torch__.ops.linear(y, w, "proj_in")
        y = __torch__.ops.conv(y, w, "proj_in", 1, 0)
        return y.permute([0, 2, 3, 1]).reshape([b, h * wd, c])

    def to_map(self: __torch__.denoiser.Denoiser, y: Tensor, x: Tensor, linear: bool,
               w: Dict[str, Tensor]) -> Tensor:
        b, c, h, wd = x.shape
        if linear:
            y = __torch__.ops.linear(y, w, "proj_out")
            return y.reshape([b, h, wd, c]).permute([0, 3, 1, 2]).contiguous().add_(x)
        y = y.reshape([b, h, wd, c]).permute([0, 3, 1, 2]).contiguous()
        return __torch__.ops.conv(y, w, "proj_out", 1, 0).add_(x)

    # What one transformer asks the prompt for: the same in all steps.
    def prompt_keys(self: __torch__.denoiser.Denoiser, prompt: Tensor, heads: int,
                    w: Dict[str, Tensor]) -> Tuple[Tensor, Tensor]:
        k = __torch__.ops.split_heads(__torch__.ops.linear(prompt, w, "to_k"), heads)
        v = __torch__.ops.split_heads(__torch__.ops.linear(prompt, w, "to_v"), heads)
        return (k.contiguous(), v.contiguous())

    # Attention among the pixels, attention to the prompt, then a gated MLP (GEGLU). The first rows
    # have no keys where their prompt is all zeros: nothing comes of attention to it.
    def transformer(self: __torch__.denoiser.Denoiser, x: Tensor, keys: Tensor, values: Tensor,
                    heads: int, tiled: bool, prompt_tiled: bool, w: Dict[str, Tensor]) -> Tensor:
        y = __torch__.ops.layer_norm(x, w, "norm1", 1e-05)
        q = __torch__.ops.split_heads(__torch__.ops.linear(y, w, "attn1.to_q"), heads)
        k = __torch__.ops.split_heads(__torch__.ops.linear(y, w, "attn1.to_k"), heads)
        v = __torch__.ops.split_heads(__torch__.ops.linear(y, w, "attn1.to_v"), heads)
        y = __torch__.ops.join_heads(__torch__.ops.attend_heads(q, k, v, tiled))
        x = __torch__.ops.linear(y, w, "attn1.to_out.0").add_(x)
        blank = x.size(0) - keys.size(0)
        asking = x.narrow(0, blank, keys.size(0))
        y = __torch__.ops.layer_norm(asking, w, "norm2", 1e-05)
        q = __torch__.ops.split_heads(__torch__.ops.linear(y, w, "attn2.to_q"), heads)
        y = __torch__.ops.join_heads(__torch__.ops.attend_heads(q, keys, values, prompt_tiled))
        asking.add_(__torch__.ops.linear(y, w, "attn2.to_out.0"))
        if blank > 0:
            x.narrow(0, 0, blank).add_(w["attn2.to_out.0.bias"])
        y = __torch__.ops.layer_norm(x, w, "norm3", 1e-05)
        y = __torch__.ops.gated(y, w, "ff.net.0.proj")
        return __torch__.ops.linear(y, w, "ff.net.2").add_(x)

    # Attention computed in one of the two ways, alone.
    def attend(self: __torch__.denoiser.Denoiser, q: Tensor, k: Tensor, v: Tensor,
               tiled: bool) -> Tensor:
        return __torch__.ops.attend_heads(q, k, v, tiled)

    # Numbers to time it with, in the layout that the transformers have.
    def sample_heads(self: __torch__.denoiser.Denoiser, like: Tensor, heads: int, tokens: int,
                     channels: int) -> Tensor:
        x = torch.ones([1, tokens, heads, channels], dtype=like.dtype, device=like.device)
        return x.transpose(1, 2)

    # Doubles the size; exactly to the size of the map that follows, which may be odd.
    def upsample(self: __torch__.denoiser.Denoiser, x: Tensor, like: Tensor,
                 w: Dict[str, Tensor]) -> Tensor:
        if like.size(2) == 2 * x.size(2) and like.size(3) == 2 * x.size(3):
            return __torch__.doubling.conv(x, w, "conv")
        x = torch.upsample_nearest2d(x, [like.size(2), like.size(3)])
        return __torch__.ops.conv(x, w, "conv", 1, 1)

    def out(self: __torch__.denoiser.Denoiser, x: Tensor, groups: int, eps: float,
            w: Dict[str, Tensor]) -> Tensor:
        y = __torch__.ops.norm_silu(x, w, "conv_norm_out", groups, eps)
        return __torch__.ops.conv(y, w, "conv_out", 1, 1)

    # ControlNet's embedding of the control picture, which shrinks to the size of the latents.
    def hint(self: __torch__.denoiser.Denoiser, picture: Tensor, count: int,
             w: Dict[str, Tensor]) -> Tensor:
        y = torch.silu(__torch__.ops.conv(picture, w, "conv_in", 1, 1))
        for i in range(count):
            y = torch.silu(__torch__.ops.conv(y, w, "blocks." + str(i), 1 + i % 2, 1))
        return __torch__.ops.conv(y, w, "conv_out", 1, 1)

    def residual(self: __torch__.denoiser.Denoiser, x: Tensor, scale: float,
                 w: Dict[str, Tensor], n: str) -> Tensor:
        return __torch__.ops.conv(x, w, n, 1, 0).mul_(scale)

    def add(self: __torch__.denoiser.Denoiser, a: Tensor, b: Tensor) -> Tensor:
        return a + b

    # The line from before to last, gone on: 1 gives last, 2 as far again.
    def carried_on(self: __torch__.denoiser.Denoiser, before: Tensor, last: Tensor,
                   way: float) -> Tensor:
        return torch.lerp(before, last, way)
