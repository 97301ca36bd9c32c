package vektra.server.docker;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a container is made.
 *
 * @param command in place of the image's entrypoint
 * @param volume null when nothing outlives it
 * @param way in from this machine; null for a container that runs a program to its end, without a network
 * @param stopSignal without {@code SIG}
 */
record Plan(
        String image,
        List<String> command,
        @Nullable String user,
        @Nullable Volume volume,
        @Nullable Way way,
        String stopSignal,
        Map<String, String> labels) {
    static final String SPEC = "vektra.spec";

    record Volume(String name, Path at) {}

    /**
     * @param listen the address of this machine
     * @param inside the port that the server listens on inside
     */
    record Way(String listen, int port, int inside) {
        PortBinding binding() {
            return new PortBinding(Binding.bindIpAndPort(listen, port), ExposedPort.tcp(inside));
        }
    }

    /** Differs from that of a container that must be made anew to be like this. */
    String spec() {
        return Integer.toHexString(
                List.of(image, command, String.valueOf(user), String.valueOf(volume), String.valueOf(way))
                        .hashCode());
    }
}
