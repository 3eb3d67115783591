# What a union ControlNet has beside a plain one: it is told which kinds of control it gets, and
# weighs the embedded pictures before they meet the latents.


class Union(Module):
    __parameters__ = []
    __buffers__ = []
    training : bool

    # 1 for each kind that is given, else 0 [kinds] -> [1, time channels], in the format of `like`
    def kinds(self: __torch__.union.Union, given: Tensor, like: Tensor, dim: int,
              cosine_first: bool, frequency_shift: float, w: Dict[str, Tensor]) -> Tensor:
        code = __torch__.ops.sinusoid(given, dim, cosine_first, frequency_shift)
        code = code.reshape([1, -1]).to(like.dtype)
        return __torch__.ops.mlp(code, w, "control_add_embedding")

    # An embedded picture as one token of its kind: [batch, channels, height, width] -> [batch, channels]
    def token(self: __torch__.union.Union, x: Tensor, kind: int, scale: float,
              w: Dict[str, Tensor]) -> Tensor:
        return (x.mean([2, 3]) + w["task_embedding"][kind]) * scale

    # The published networks attend along the batch, not among the tokens. All rows of a batch hold
    # the same control picture, so what a token finds there is its own value: queries and keys,
    # the first two thirds of the projection, change nothing.
    def layer(self: __torch__.union.Union, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
        y = __torch__.ops.layer_norm(x, w, "ln_1", 1e-05)
        y = torch.linear(y, w["attn.in_proj_weight"].chunk(3, 0)[2],
                         w["attn.in_proj_bias"].chunk(3, 0)[2])
        x = x + __torch__.ops.linear(y, w, "attn.out_proj")
        y = __torch__.ops.layer_norm(x, w, "ln_2", 1e-05)
        y = __torch__.ops.linear(y, w, "mlp.c_fc")
        return x + __torch__.ops.linear(y * torch.sigmoid(1.702 * y), w, "mlp.c_proj")

    # The picture with what its token says added to all pixels.
    def spread(self: __torch__.union.Union, x: Tensor, token: Tensor, scale: float,
               w: Dict[str, Tensor]) -> Tensor:
        alpha = __torch__.ops.linear(token, w, "spatial_ch_projs")
        return (x + alpha.unsqueeze(-1).unsqueeze(-1)) * scale
