package vektra.manifest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Sweep;
import vektra.manifest.apply.Apply;
import vektra.manifest.wanted.Manifest;

/** Applying is cut off at every point: all is as before or as after it, and again it comes to its end. */
class ApplyCrashTest {
    private static final String BOTH = "resources:\n  main: {type: ledger}\n  sessions: {type: cache}\n";

    private static MemoryHome.Verb apply(String convox) {
        Manifest manifest = Read.named(Read.convox(convox), "note");
        return home -> new Apply(home.assembler()).apply(manifest);
    }

    @TestFactory
    Stream<DynamicTest> of_a_new_app() {
        return Sweep.of(MemoryHome.enabled(), apply(BOTH));
    }

    @TestFactory
    Stream<DynamicTest> of_an_app_that_gets_and_loses() {
        MemoryHome home = MemoryHome.enabled();
        home.run(apply(BOTH));
        return Sweep.of(
                home, apply("resources:\n  own: {type: ledger, options: {plan: dedicated}}\n  more: {type: ledger}\n"));
    }

    @TestFactory
    Stream<DynamicTest> of_several_apps() {
        MemoryHome home = MemoryHome.enabled();
        home.bind("shop", "ledger");
        Manifest manifest = Read.of(
                "vektra.yml",
                "apps:\n  one:\n    resources: {main: ledger, shared: {from: \"shop::LEDGER\"}}\n"
                        + "  two:\n    resources: {theirs: {from: \"one::MAIN\"}}\n");
        return Sweep.of(home, at -> new Apply(at.assembler()).apply(manifest));
    }

    @TestFactory
    Stream<DynamicTest> with_services_to_be_enabled() {
        return Sweep.inParts(MemoryHome.empty(), apply(BOTH));
    }
}
