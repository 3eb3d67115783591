package org.liverystudio.ai.torch.devices;

/** Where tensors live and networks compute. */
public enum ComputeDevice {
    CPU("cpu", "the processor"),
    CUDA("cuda", "the NVIDIA graphics card"),
    MPS("mps", "the graphics part of Apple silicon");

    private final String torchName;
    private final String title;

    ComputeDevice(String torchName, String title) {
        this.torchName = torchName;
        this.title = title;
    }

    /** As scripts and the command line call it. */
    public String torchName() {
        return torchName;
    }

    /** In a sentence. */
    public String title() {
        return title;
    }
}
