# What a convolution sees beyond the edges of a map: zeros or, for patterns that repeat, the opposite
# edge. TorchScriptArchive adds wraps_x() and wraps_y(), which decide it for a whole network.


# The map, longer by what lies beyond its edges where they wrap.
def around(x: Tensor, before: int, after: int) -> Tensor:
    if before + after == 0:
        return x
    if __torch__.edges.wraps_x():
        x = torch.pad(x, [before, after, 0, 0], "circular")
    if __torch__.edges.wraps_y():
        x = torch.pad(x, [0, 0, before, after], "circular")
    return x


# How many zeros are still to be added to the height and to the width.
def zeros(count: int) -> List[int]:
    height = count
    width = count
    if __torch__.edges.wraps_y():
        height = 0
    if __torch__.edges.wraps_x():
        width = 0
    return [height, width]
