# Tensors made from files, numbers and seeds. dtypes are torch's numbers: 0 uint8, 5 half, 6 float,
# 7 double, 15 bfloat16; bfloat16 exists in scripts only, since DJL aborts the JVM over it.


class Memory(Module):
    __parameters__ = []
    __buffers__ = []
    training : bool

    # Maps a file: no copy, no limit of 2 GiB, unmapped with its last view. count elements from its start.
    def map(self: __torch__.memory.Memory, path: str, count: int, dtype: int) -> Tensor:
        return torch.from_file(path, False, count, dtype=dtype)

    # A view of a mapped file. The element at index `at` is the tensor's first.
    def part(self: __torch__.memory.Memory, flat: Tensor, at: int, count: int,
             shape: List[int]) -> Tensor:
        return flat.narrow(0, at, count).view(shape)

    # Bytes that start between two elements: copied to a place of their own, then read as dtype.
    def unaligned(self: __torch__.memory.Memory, flat: Tensor, at: int, count: int, dtype: int,
                  shape: List[int]) -> Tensor:
        return torch.view_copy(flat.narrow(0, at, count).clone(), dtype=dtype).view(shape)

    # The same bytes as numbers of another format, in a place of their own.
    def reread(self: __torch__.memory.Memory, x: Tensor, dtype: int, shape: List[int]) -> Tensor:
        return torch.view_copy(x, dtype=dtype).view(shape)

    def cast(self: __torch__.memory.Memory, x: Tensor, dtype: int) -> Tensor:
        return x.to(dtype)

    # To a device by its name.
    def place(self: __torch__.memory.Memory, x: Tensor, device: str) -> Tensor:
        return x.to(torch.device(device))

    # The same, then to a dtype.
    def move(self: __torch__.memory.Memory, x: Tensor, dtype: int, device: str) -> Tensor:
        return x.to(torch.device(device)).to(dtype)

    # Back to the processor, as float.
    def fetch(self: __torch__.memory.Memory, x: Tensor) -> Tensor:
        return x.to(6).to(torch.device("cpu"))

    # The same in small portions by way of float, whose conversions are the fast ones: half to bfloat16
    # at once takes eight times as long.
    def cast_by_float(self: __torch__.memory.Memory, x: Tensor, dtype: int) -> Tensor:
        source = x.view([-1])
        count = source.size(0)
        out = torch.empty([count], dtype=dtype, device=x.device)
        portion = 1048576
        floats = torch.empty([min(portion, count)], dtype=6, device=x.device)
        for i in range((count + portion - 1) // portion):
            at = i * portion
            size = min(portion, count - at)
            part = floats.narrow(0, 0, size)
            torch.copy_(part, source.narrow(0, at, size))
            torch.copy_(out.narrow(0, at, size), part)
        return out.view(x.shape)

    # Gives up the mapping: what is small is cheaper in memory than a mapping kept for it.
    def copy(self: __torch__.memory.Memory, x: Tensor) -> Tensor:
        return x.clone()

    # A source of random numbers, the same as torch.Generator("cpu").manual_seed(seed).
    def generator(self: __torch__.memory.Memory, seed: int) -> Generator:
        return torch.Generator(device=torch.device("cpu"), seed=seed)

    # Its next standard normal numbers, as torch.randn draws them.
    def draw(self: __torch__.memory.Memory, generator: Generator, shape: List[int]) -> Tensor:
        return torch.randn(shape, generator=generator, dtype=6, device=torch.device("cpu"))
