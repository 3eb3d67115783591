# CLIP's text transformer: token ids [batch, tokens] -> hidden states [batch, tokens, channels].


class Clip(Module):
    __parameters__ = []
    __buffers__ = []
    training : bool

    def embed(self: __torch__.clip.Clip, ids: Tensor, w: Dict[str, Tensor]) -> Tensor:
        positions = w["position_embedding.weight"][:ids.size(1)]
        table = w["token_embedding.weight"]
        n = table.size(0)
        x = torch.embedding(table, ids.clamp(0, n - 1))
        # Ids behind the vocabulary are those of learned words.
        if "token_embedding.learned" in w:
            learned = torch.embedding(w["token_embedding.learned"], (ids - n).clamp(0))
            x = torch.where((ids >= n).unsqueeze(-1), learned, x)
        return x + positions

    def layer(self: __torch__.clip.Clip, x: Tensor, heads: int, eps: float, quick_gelu: bool,
              w: Dict[str, Tensor]) -> Tensor:
        y = __torch__.ops.layer_norm(x, w, "layer_norm1", eps)
        q = __torch__.ops.split_heads(__torch__.ops.linear(y, w, "self_attn.q_proj"), heads)
        k = __torch__.ops.split_heads(__torch__.ops.linear(y, w, "self_attn.k_proj"), heads)
        v = __torch__.ops.split_heads(__torch__.ops.linear(y, w, "self_attn.v_proj"), heads)
        # Causal, and no mask of the padding: tokens look back only.
        y = torch.scaled_dot_product_attention(q, k, v, None, 0.0, True)
        x = x + __torch__.ops.linear(__torch__.ops.join_heads(y), w, "self_attn.out_proj")
        y = __torch__.ops.layer_norm(x, w, "layer_norm2", eps)
        y = __torch__.ops.linear(y, w, "mlp.fc1")
        if quick_gelu:
            y = y * torch.sigmoid(1.702 * y)
        else:
            y = torch.gelu(y)
        return x + __torch__.ops.linear(y, w, "mlp.fc2")

    # The normed state at each prompt's end token: [batch, channels]
    def at_end(self: __torch__.clip.Clip, x: Tensor, ends: Tensor, eps: float,
               w: Dict[str, Tensor]) -> Tensor:
        y = __torch__.ops.layer_norm(x, w, "final_layer_norm", eps)
        rows = torch.arange(y.size(0), device=y.device)
        return y[rows, ends]

    def project(self: __torch__.clip.Clip, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
        return __torch__.ops.linear(x, w, "text_projection")
