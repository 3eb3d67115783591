package org.liverystudio.ai.cli;

/** Where the engine runs: the word after {@code --engine}. */
public enum EngineHome {
    /** In this process: for tests and debugging. */
    IN_PROCESS("in-process"),
    /** In a process of its own, which may die without harm. */
    WORKER("worker");

    private final String optionName;

    EngineHome(String optionName) {
        this.optionName = optionName;
    }

    String optionName() {
        return optionName;
    }
}
