package org.liverystudio.ai;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * Holds the arrows between the plugin's rooms: {@code tensors <- torch | hub <- diffusion <- engine
 * <- livery <- job <- ui | cli <- plugin}. A room may use those before it, never those after it.
 */
@AnalyzeClasses(
        packages = "org.liverystudio.ai",
        importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    /** Inner to outer; rooms of one floor stand side by side and do not know each other. */
    private static final List<List<String>> FLOORS =
            List.of(
                    List.of("tensors"),
                    List.of("torch", "hub"),
                    List.of("diffusion"),
                    List.of("engine"),
                    List.of("livery"),
                    List.of("job"),
                    List.of("ui", "cli"),
                    List.of("plugin"));

    @ArchTest
    static void aRoomKnowsOnlyTheRoomsBeforeIt(JavaClasses classes) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String room : FLOORS.get(floor)) {
                String[] notBefore =
                        FLOORS.subList(floor, FLOORS.size()).stream()
                                .flatMap(List::stream)
                                .filter(other -> !other.equals(room))
                                .map(RoomsTest::packages)
                                .toArray(String[]::new);
                if (notBefore.length > 0) {
                    noClasses()
                            .that()
                            .resideInAPackage(packages(room))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(notBefore)
                            .because("arrows point only inwards")
                            .allowEmptyShould(true)
                            .check(classes);
                }
            }
        }
    }

    @ArchTest
    static final ArchRule everyClassLivesInARoom =
            classes().should().resideInAnyPackage(allRooms()).because("the map has these rooms");

    @ArchTest
    static final ArchRule roomsAndTheirPartsFormNoCircle =
            slices().matching("org.liverystudio.ai.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheUiKnowsJavaFx =
            noClasses()
                    .that(resideOutsideOfPackages(packages("ui"), packages("plugin")))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("javafx..", "org.liverystudio.host.ui.."))
                    .because("generating works without a screen");

    @ArchTest
    static final ArchRule onlyTorchKnowsDjl =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(packages("torch"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.djl..")
                    .because("bf16 and native aborts are kept behind one door");

    @ArchTest
    static final ArchRule onlyTheHubKnowsTheNetwork =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(packages("hub"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("okhttp3..", "okio..", "java.net.http..")
                    .because("what is fetched, and from where, is decided in one place");

    @ArchTest
    static final ArchRule theEditorIsKnownByItsApiOnly =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.liverystudio.editor..")
                    .because("the plugin must load in any editor that offers host-api");

    private static String packages(String room) {
        return "org.liverystudio.ai." + room + "..";
    }

    private static String[] allRooms() {
        return FLOORS.stream()
                .flatMap(floor -> floor.stream().map(RoomsTest::packages))
                .toArray(String[]::new);
    }
}
