package org.liverystudio.ai.ui;

import java.util.Optional;
import java.util.stream.Collectors;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.job.ModelFacts;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.host.LiveryException;

/**
 * The model that the panel generates with.
 *
 * @param facts empty if its files are missing or broken
 * @param line the model in a few words, or what is wrong with it
 */
record ModelStatus(Optional<ModelFacts> facts, String line) {
    /**
     * @param precision a copy of the model that is stored so is taken instead
     */
    static ModelStatus of(InstalledModels models, String name, Precision precision) {
        try {
            ModelFacts facts = models.inPrecision(models.find(name, Optional.empty()), precision);
            return new ModelStatus(Optional.of(facts), words(facts));
        } catch (LiveryException e) {
            return new ModelStatus(Optional.empty(), e.oneLine());
        }
    }

    /** While the files of a model are looked at. */
    static ModelStatus looking(String name) {
        return new ModelStatus(
                Optional.empty(), "Looking at %s …".formatted(ModelChoice.title(name)));
    }

    private static String words(ModelFacts facts) {
        String reads =
                facts.controlNet()
                        .map(
                                network ->
                                        network.kinds().stream()
                                                .sorted()
                                                .map(ControlKind::optionName)
                                                .collect(
                                                        Collectors.joining(
                                                                " and ", ", reads ", "")))
                        .orElse("");
        return "%s, trained at %d px%s".formatted(facts.title(), facts.nativeEdge(), reads);
    }
}
