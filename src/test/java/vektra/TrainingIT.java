package vektra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Home;

/** What the start-up archives are made from: a call that fails would leave out the classes of all that follows it. */
class TrainingIT {
    @ParameterizedTest
    @ValueSource(strings = {"quick", "servers"})
    void every_call_does_its_work(String kind, @TempDir Path scratch) throws Exception {
        Path root = Home.DIST;
        Process training = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dvektra.root=" + root,
                        "-cp",
                        root.resolve("lib/vektra.jar").toString(),
                        "vektra.Training",
                        scratch.toString(),
                        kind)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(training.getInputStream().readAllBytes());
        assertThat(training.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
    }
}
