package vektra.logs.collect;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Signals that are sent to this process. The JDK keeps a class for that although nothing replaces it yet; it is used by
 * reflection since compilers warn of it.
 */
public final class Signals {
    private Signals() {}

    /**
     * Has a handler called, on a thread of its own, instead of what the signal does to a process; nothing when the JVM
     * keeps the signal for itself, or the process that started us wants it ignored.
     *
     * @param name such as {@code TERM}
     */
    public static void on(String name, Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> taker = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {taker}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.run();
                        }
                        return null;
                    });
            Method handle = signal.getMethod("handle", signal, taker);
            handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            // a JVM without it: the signal does what it does to any process
        }
    }
}
