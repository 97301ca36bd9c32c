package vektra.addons.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vektra.addons.MemoryHome;
import vektra.addons.Sweep;
import vektra.addons.doctor.Doctor;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** Commands that change how secrets are stored are cut off at every point: all of them can be read, and the command is done by typing it again. */
class KeysCrashTest {
    private static final int MORE_THAN_ANY_COMMAND_HAS = 60;

    private enum Command {
        ENCRYPT(EncryptionTest::plain, false, (keys, file) -> keys.encrypt(null)),
        ENCRYPT_BY_A_NEW_FILE(EncryptionTest::plain, false, Keys::encrypt),
        DECRYPT(EncryptionTest::encrypted, true, (keys, file) -> keys.decrypt()),
        ROTATE(EncryptionTest::encrypted, true, (keys, file) -> keys.rotate(false)),
        ROTATE_ALL(EncryptionTest::encrypted, true, (keys, file) -> keys.rotate(true)),
        REWRAP(EncryptionTest::encrypted, true, Keys::rewrap),
        REWRAP_WITH_COPIES(EncryptionTest::withCopies, true, Keys::rewrap),
        REWRAP_TWO_KEYS(KeysCrashTest::twoKeys, true, Keys::rewrap);

        private final Supplier<MemoryHome> start;
        private final boolean clean;
        private final Work work;

        /** @param clean whether half of it is nothing that the doctor finds */
        Command(Supplier<MemoryHome> start, boolean clean, Work work) {
            this.start = start;
            this.clean = clean;
            this.work = work;
        }
    }

    private interface Work {
        /** @param file where a key is kept that may have to be made */
        void run(Keys keys, Path file);
    }

    private static MemoryHome twoKeys() {
        MemoryHome home = EncryptionTest.encrypted();
        home.run(at -> at.home().keys().rotate(false));
        return home;
    }

    @ParameterizedTest
    @EnumSource
    void cut_off_anywhere_it_leaves_a_home_that_its_key_opens_and_is_done_by_doing_it_again(Command command) {
        try (MemoryHome before = command.start.get()) {
            Set<String> secrets = EncryptionTest.secrets(before);
            int point = 1;
            while (crashed(before, command, point, secrets)) {
                assertThat(++point).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            }
            assertThat(point).as("points of the command").isGreaterThan(2);
        }
    }

    private static boolean crashed(MemoryHome before, Command command, int point, Set<String> secrets) {
        try (MemoryHome home = before.copy()) {
            Path file = home.path().resolveSibling("vektra.key");
            Optional<String> died =
                    home.crashAt(point, at -> command.work.run(at.home().keys(), file));
            if (died.isEmpty()) {
                return false;
            }
            Map<String, String> former = Map.copyOf(home.environment());
            home.settle();
            opened(home, file, secrets, died.get());
            if (command.clean) {
                // a half-written file is named until it is deleted
                home.run(at -> at.home().doctor().visit(new Doctor.Request(null, true, null, null)));
                home.assertSound();
            }
            home.environment().clear();
            home.environment().putAll(former);
            home.run(at -> command.work.run(at.home().keys(), file));
            opened(home, file, secrets, died.get() + ", and done again");
            home.assertSound();
            return true;
        }
    }

    /** Sets a key that opens the home. */
    private static void opened(MemoryHome home, Path file, Set<String> secrets, String when) {
        List<Map<String, String>> keys = new ArrayList<>(List.of(Map.copyOf(home.environment())));
        if (Files.exists(file)) {
            keys.add(Map.of("VEKTRA_KEY_FILE", file.toString()));
        }
        for (Map<String, String> key : keys) {
            home.environment().clear();
            home.environment().putAll(key);
            try {
                assertThat(EncryptionTest.secrets(home)).as(when).isEqualTo(secrets);
                return;
            } catch (VektraException e) {
                assertThat(e.kind()).as(when).isEqualTo(Kind.UNAVAILABLE);
            }
        }
        throw new AssertionError("no key opens the home after " + when);
    }

    @TestFactory
    Stream<DynamicTest> encrypt_is_done_after_any_failure() {
        return Sweep.inParts(EncryptionTest.plain(), at -> at.home().keys().encrypt(null));
    }

    @TestFactory
    Stream<DynamicTest> decrypt_is_done_after_any_failure() {
        return Sweep.inParts(EncryptionTest.encrypted(), at -> at.home().keys().decrypt());
    }

    @TestFactory
    Stream<DynamicTest> rotate_is_done_after_any_failure() {
        return Sweep.inParts(EncryptionTest.encrypted(), at -> at.home().keys().rotate(true));
    }
}
