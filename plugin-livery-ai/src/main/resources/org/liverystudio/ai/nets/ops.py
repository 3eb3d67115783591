# Small shared pieces of all networks, in TorchScript. Java packs these files into an archive
# without weights; see TorchScriptArchive.
#
# w holds the weights of one block by their names inside it; n is the prefix of one layer in w. Beside
# its own weights a layer may have n.down and n.up: the low-rank adapters of all LoRAs in use.


def linear(x: Tensor, w: Dict[str, Tensor], n: str) -> Tensor:
    if n + ".weight" in w:
        m = w[n + ".weight"]
    else:
        m = __torch__.coded.matrix(w, n, x.size(-1))
    y = torch.linear(x, m, w.get(n + ".bias"))
    return __torch__.ops.adapted(y, x, w, n)


# Adds to y, the layer's own result, what the adapters make of its input x.
def adapted(y: Tensor, x: Tensor, w: Dict[str, Tensor], n: str) -> Tensor:
    if n + ".down" in w:
        y = y.add_(torch.linear(torch.linear(x, w[n + ".down"]), w[n + ".up"]))
    return y


def conv(x: Tensor, w: Dict[str, Tensor], n: str, stride: int, pad: int) -> Tensor:
    x = __torch__.edges.around(x, pad, pad)
    padding = __torch__.edges.zeros(pad)
    k = __torch__.ops.kernels(w, n, x.size(1))
    y = torch.conv2d(x, k, w.get(n + ".bias"), [stride, stride], padding)
    return __torch__.ops.adapted_conv(y, x, w, n, [stride, stride], padding)


# Adapters of convolutions: down has the layer's own kernel, up is 1x1.
def adapted_conv(y: Tensor, x: Tensor, w: Dict[str, Tensor], n: str, strides: List[int],
                 padding: List[int]) -> Tensor:
    if n + ".down" in w:
        h = torch.conv2d(x, w[n + ".down"], None, strides, padding)
        y = y.add_(torch.conv2d(h, w[n + ".up"]))
    return y


# [outputs, inputs, size, size]
def kernels(w: Dict[str, Tensor], n: str, inputs: int) -> Tensor:
    if n + ".weight" in w:
        return w[n + ".weight"]
    return __torch__.coded.kernels(w, n, inputs)


def group_norm(x: Tensor, w: Dict[str, Tensor], n: str, groups: int, eps: float) -> Tensor:
    return torch.group_norm(x, groups, w[n + ".weight"], w[n + ".bias"], eps)


def norm_silu(x: Tensor, w: Dict[str, Tensor], n: str, groups: int, eps: float) -> Tensor:
    return torch.silu_(__torch__.ops.group_norm(x, w, n, groups, eps))


def layer_norm(x: Tensor, w: Dict[str, Tensor], n: str, eps: float) -> Tensor:
    g = w[n + ".weight"]
    return torch.layer_norm(x, [g.size(0)], g, w[n + ".bias"], eps)


# [batch, tokens, channels] -> [batch, heads, tokens, channels of one head]
def split_heads(x: Tensor, heads: int) -> Tensor:
    b, n, c = x.shape
    return x.view([b, n, heads, c // heads]).transpose(1, 2)


# [batch, heads, tokens, channels of one head] -> [batch, tokens, channels]
def join_heads(x: Tensor) -> Tensor:
    b, h, n, c = x.shape
    return x.transpose(1, 2).reshape([b, n, h * c])


# softmax(q k^T) v of [batch, heads, tokens, channels] each, by products over tiles of scores that stay
# in the processor's cache. Scores are rounded to the network's format, which the fused kernel keeps
# in 32 bits, but the products of small formats are much faster than those inside it.
def attend_in_tiles(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    b, h, n, d = q.shape
    m = k.size(2)
    q = q.reshape([b * h, n, d]) * (float(d) ** -0.5)
    k = k.reshape([b * h, m, d]).transpose(1, 2)
    v = v.reshape([b * h, m, d])
    y = torch.empty_like(q)
    # 2^20 scores: 2 MB in 16 bits.
    rows = min(n, max(64, 1048576 // m))
    heads = max(1, 1048576 // (rows * m))
    for i in range(0, b * h, heads):
        for j in range(0, n, rows):
            s = torch.bmm(q[i:i + heads, j:j + rows], k[i:i + heads])
            y[i:i + heads, j:j + rows] = torch.bmm(torch.softmax(s, -1), v[i:i + heads])
    return y.view([b, h, n, d])


def attend_heads(q: Tensor, k: Tensor, v: Tensor, tiled: bool) -> Tensor:
    if tiled:
        return __torch__.ops.attend_in_tiles(q, k, v)
    return torch.scaled_dot_product_attention(q, k, v)


def attend(q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
    y = torch.scaled_dot_product_attention(
        __torch__.ops.split_heads(q, heads),
        __torch__.ops.split_heads(k, heads),
        __torch__.ops.split_heads(v, heads))
    return __torch__.ops.join_heads(y)


# A linear layer whose first half is weighted by GELU of its second half (GEGLU).
def gated(x: Tensor, w: Dict[str, Tensor], n: str) -> Tensor:
    if n + ".weight" in w and n + ".down" not in w:
        # Apart, both halves lie close together, and GELU needs no memory of its own.
        m, m_gate = w[n + ".weight"].chunk(2, 0)
        b, b_gate = w[n + ".bias"].chunk(2, 0)
        gate = torch.gelu_(torch.linear(x, m_gate, b_gate))
        return gate.mul_(torch.linear(x, m, b))
    y, gate = __torch__.ops.linear(x, w, n).chunk(2, -1)
    return torch.gelu(gate).mul_(y)


# Two linear layers with SiLU between: the time embeddings.
def mlp(x: Tensor, w: Dict[str, Tensor], n: str) -> Tensor:
    y = torch.silu_(__torch__.ops.linear(x, w, n + ".linear_1"))
    return __torch__.ops.linear(y, w, n + ".linear_2")


# Position code of numbers t [m] -> [m, dim], in fp32 whatever the network's precision.
# -9.2103... is -ln(10000), as in "Attention Is All You Need".
def sinusoid(t: Tensor, dim: int, cosine_first: bool, frequency_shift: float) -> Tensor:
    half = dim // 2
    e = torch.arange(half, dtype=6, device=t.device) * -9.210340371976184
    f = torch.exp(e / (float(half) - frequency_shift))
    a = t.to(6).unsqueeze(1) * f.unsqueeze(0)
    if cosine_first:
        return torch.cat([torch.cos(a), torch.sin(a)], 1)
    return torch.cat([torch.sin(a), torch.cos(a)], 1)
