package org.asyncshowcase;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Who may import whom, as {@code package-info.java} of the root package tells it. */
@AnalyzeClasses(packages = "org.asyncshowcase", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String ROOT = "org.asyncshowcase";

    @ArchTest
    static final ArchRule blockingImportsPartnersAlone = room("blocking", "partners");

    @ArchTest
    static final ArchRule textbookImportsEventsAlone = room("textbook", "events..");

    @ArchTest
    static final ArchRule doctorStandsAlone = room("doctor");

    @ArchTest
    static final ArchRule callableStandsAlone = room("callable");

    @ArchTest
    static final ArchRule taskStandsAlone = room("task");

    @ArchTest
    static final ArchRule lifecycleStandsAlone = room("lifecycle");

    @ArchTest
    static final ArchRule loadStandsAlone = room("load");

    @ArchTest
    static final ArchRule executorsStandAlone = room("executors");

    @ArchTest
    static final ArchRule headersStandAlone = room("headers");

    @ArchTest
    static final ArchRule heldStandsAlone = room("held");

    @ArchTest
    static final ArchRule deferredImportsEventsAndHeldAlone = room("deferred", "events..", "held");

    @ArchTest
    static final ArchRule ordersImportsEventsAndHeldAlone = room("orders", "events..", "held");

    @ArchTest
    static final ArchRule quotesImportsEventsAlone = room("quotes", "events..");

    @ArchTest
    static final ArchRule streamImportsEventsAndHeldAlone = room("stream", "events..", "held");

    @ArchTest
    static final ArchRule reportImportsHeldAlone = room("report", "held");

    @ArchTest
    static final ArchRule exportImportsHeldAlone = room("export", "held");

    @ArchTest
    static final ArchRule contextImportsEventsAndHeldAlone = room("context", "events..", "held");

    /** Its work is carried by the executors and by what XML gives to the rooms. */
    @ArchTest
    static final ArchRule noRoomKnowsWhatIsCarriedAndHow = noClasses().that().resideOutsideOfPackage(ROOT + ".context")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + ".context", "io.micrometer..");

    @ArchTest
    static final ArchRule reactiveImportsEventsPartnersAndHeldAlone = room("reactive", "events..", "partners", "held");

    @ArchTest
    static final ArchRule partnersStandAlone = room("partners");

    @ArchTest
    static final ArchRule eventsStandAlone = room("events..", "events..");

    @ArchTest
    static final ArchRule eventsKnowNothingOfTheWeb = noClasses().that().resideInAPackage(ROOT + ".events..")
            .should().dependOnClassesThat().resideInAnyPackage("javax.servlet..", "org.springframework.web..");

    @ArchTest
    static final ArchRule onlyTheJmsAdaptersKnowJms = noClasses().that().resideOutsideOfPackage(ROOT + ".events.jms")
            .should().dependOnClassesThat()
            .resideInAnyPackage("javax.jms..", "org.springframework.jms..", "org.apache.activemq..");

    @ArchTest
    static final ArchRule eventsDoNotKnowHowTheyTravel = noClasses().that().resideInAPackage(ROOT + ".events")
            .should().dependOnClassesThat().resideInAPackage(ROOT + ".events.jms");

    /** They are hung on in XML: a room says what it wants of an executor by Spring's own types. */
    @ArchTest
    static final ArchRule onlyTheFiguresKnowTheExecutors = noClasses().that()
            .resideOutsideOfPackages(ROOT + ".executors", ROOT + ".home")
            .should().dependOnClassesThat().resideInAPackage(ROOT + ".executors");

    @ArchTest
    static final ArchRule nothingImportsErrorsAndHome = noClasses().that()
            .resideOutsideOfPackages(ROOT + ".errors", ROOT + ".home")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + ".errors", ROOT + ".home");

    @ArchTest
    static final ArchRule theRootImportsNoRoom = classes().that().resideInAPackage(ROOT)
            .should().onlyDependOnClassesThat(ours(resideInAPackage(ROOT)));

    /** Of our own classes a room imports its own, those of the root package, and these. */
    private static ArchRule room(String room, String... others) {
        String[] allowed = new String[others.length + 2];
        allowed[0] = ROOT;
        allowed[1] = ROOT + "." + room;
        for (int i = 0; i < others.length; i++) {
            allowed[i + 2] = ROOT + "." + others[i];
        }
        return classes().that().resideInAPackage(ROOT + "." + room)
                .should().onlyDependOnClassesThat(ours(resideInAnyPackage(allowed)));
    }

    private static DescribedPredicate<JavaClass> ours(DescribedPredicate<JavaClass> allowed) {
        return DescribedPredicate.not(resideInAPackage(ROOT + "..")).or(allowed);
    }
}
