package org.liverystudio.ai.engine.worker;

/** What a terminal sends to all programs in it. */
final class TerminalSignals {
    private TerminalSignals() {}

    /**
     * Lets Ctrl+C pass: the program that started this one gets it too, and tells this one to stop.
     * By name, since the compiler warns of these classes, though jdk.unsupported keeps them.
     */
    static void ignoreInterrupt() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("INT"),
                            handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            // Then Ctrl+C ends both at once.
            System.err.println("Ctrl+C cannot be ignored: " + e);
        }
    }
}
