package org.liverystudio.editor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CtrlCTest {
    @Test
    void theShutdownWaitsUntilTheCommandHasEnded() throws InterruptedException {
        CtrlC ctrlC = new CtrlC(Duration.ofMinutes(1));
        Thread hook = Thread.ofPlatform().start(ctrlC::shutDown);

        while (!ctrlC.isPressed()) {
            Thread.onSpinWait();
        }
        assertThat(hook.isAlive()).isTrue();
        ctrlC.ended();

        hook.join();
    }

    @Test
    void aCommandThatDoesNotListenIsCutOff() {
        CtrlC ctrlC = new CtrlC(Duration.ofMillis(1));

        ctrlC.shutDown();

        assertThat(ctrlC.isPressed()).isTrue();
    }
}
