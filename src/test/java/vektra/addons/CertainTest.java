package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vektra.spi.AddonProvider;

class CertainTest {
    /** A default that is not passed on would be asked of no server, or of an address without a look at its process. */
    @Test
    void passes_on_every_method_of_a_provider() {
        List<String> own = signatures(Certain.class.getDeclaredMethods());
        assertThat(signatures(AddonProvider.class.getMethods())).isNotEmpty().isSubsetOf(own);
    }

    private static List<String> signatures(Method... methods) {
        return Arrays.stream(methods)
                .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
                .toList();
    }
}
