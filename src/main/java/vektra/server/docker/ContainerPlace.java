package vektra.server.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vektra.spi.Place;

/** The inside of a container that does not run. */
record ContainerPlace(Box box) implements Place {
    @Override
    public Optional<String> read(Path file) {
        return box.container().read(file);
    }

    @Override
    public void write(Path file, String text) {
        String password = box.password().reveal();
        if (!password.isEmpty() && text.contains(password)) {
            throw new IllegalStateException("the text of " + file + " has the password of the administrator");
        }
        box.container().write(file, text);
    }

    @Override
    public void folder(Path folder) {
        throw new IllegalStateException("a container has no folder but its data, and " + folder + " is another");
    }

    /** In a container of its own on the same data, which is gone afterwards. */
    @Override
    public void run(List<String> command) {
        box.run(command);
    }
}
