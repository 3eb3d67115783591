package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerEndedExceptionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3|its memory ran out",
                "134|its native code crashed",
                "-1073741819|its native code crashed",
                "139|its native code crashed",
                "135|a model file changed or vanished while it was in use",
                "137|the system or a person stopped it, most often because memory ran out",
                "143|the system or a person stopped it, most often because memory ran out",
                "1|it exited with code 1"
            })
    void theExitCodeIsToldInWords(int code, String reason) {
        WorkerEndedException failure = new WorkerEndedException(code, Path.of("engine.log"));

        assertThat(failure.oneLine())
                .isEqualTo(
                        "The image engine ended unexpectedly: %s. Only this picture is lost; generate again, perhaps at a smaller size. The log is engine.log."
                                .formatted(reason));
    }
}
