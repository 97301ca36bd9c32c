import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Sends the same messages through Vektra's router, rsyslog and syslog-ng to the same sink, interleaved, and compares
 * medians of the same run; then counts what is lost on bad days. Started by scripts/bench.
 *
 * <p>A message is a frame of 200 bytes, RFC 5424 with octet count, that ends in its own number.
 */
class LogBench {
    static final Path VEKTRA = Path.of("target/dist/bin/vektra").toAbsolutePath();
    static final String PASSWORD = "bench-only";
    static final List<String> ROWS = new ArrayList<>();
    static final List<Process> STARTED = new ArrayList<>();
    static Path scratch;
    static int rounds = 5;
    static int messages = 2_000_000;

    public static void main(String[] argv) throws Exception {
        switch (argv.length == 0 ? "" : argv[0]) {
            case "sink" -> {
                Sink.main(argv);
                return;
            }
            case "generate" -> {
                Generator.main(argv);
                return;
            }
            default -> {}
        }
        List<String> words = List.of(argv);
        rounds = number(words, "--rounds", rounds);
        messages = number(words, "--messages", messages);
        scratch = Files.createTempDirectory("vektra-logbench");
        Runtime.getRuntime().addShutdownHook(new Thread(LogBench::end));
        run(Map.of(), "javac", "-d", scratch.toString(), "scripts/LogBench.java");
        certificate();
        try (Far far = new Far()) {
            if (wanted(words, "speed")) {
                speed(far);
            }
            if (wanted(words, "outage")) {
                outageMemory(far);
            }
            if (wanted(words, "run")) {
                runOverhead();
            }
            if (wanted(words, "losses")) {
                losses(far);
            }
        }
        String table = "| measured | value | CPU s per million | peak memory | against | value | CPU s per million | ratio | goal |\n"
                + "|---|---|---|---|---|---|---|---|---|\n" + String.join("\n", ROWS) + "\n";
        System.out.print(table);
        if (words.contains("--keep")) {
            keep(table);
        }
        System.exit(0);
    }

    static boolean wanted(List<String> words, String part) {
        return !words.contains("--only") || words.get(words.indexOf("--only") + 1).equals(part);
    }

    static int number(List<String> words, String option, int otherwise) {
        return words.contains(option) ? Integer.parseInt(words.get(words.indexOf(option) + 1)) : otherwise;
    }

    // ---- speed

    /** One router that takes frames at a port and sends them to the sink. */
    record Router(String name, int port, Process process) {
        double cpu() throws IOException {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        }

        long memory(String field) throws IOException {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    record Measured(double rate, double cpu) {}

    static void speed(Far far) throws Exception {
        Map<String, Router> routers = new LinkedHashMap<>();
        routers.put("vektra", vektra("plain", "tcp://127.0.0.1:" + far.plain));
        routers.put("vektra TLS", vektra("tls", "tcp+tls://localhost:" + far.tls, "--ca", scratch.resolve("cert.pem").toString()));
        Path rsyslogd = program("rsyslogd");
        if (rsyslogd != null) {
            routers.put("rsyslog", rsyslog(rsyslogd, "memory", far.plain, "queue.type=\"LinkedList\"", false));
            routers.put("rsyslog TLS", rsyslog(rsyslogd, "tls", far.tls, "queue.type=\"LinkedList\"", true));
            routers.put("rsyslog disk", rsyslog(rsyslogd, "disk", far.plain,
                    "queue.type=\"Disk\" queue.filename=\"q\" queue.maxDiskSpace=\"8g\"", false));
        }
        Path syslogNg = program("syslog-ng");
        if (syslogNg != null) {
            routers.put("syslog-ng disk", syslogNg(syslogNg, far.plain));
        }
        Map<String, List<Measured>> all = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<String, Router> router : routers.entrySet()) {
                boolean slow = router.getKey().contains("disk");
                int count = slow ? messages / 4 : messages;
                Measured measured = measure(far, router.getValue(), count);
                if (round >= 0) {
                    all.computeIfAbsent(router.getKey(), name -> new ArrayList<>()).add(measured);
                    System.err.printf(Locale.ROOT, "%-16s %,12.0f msg/s  %.2f CPU s/M%n", router.getKey(), measured.rate, measured.cpu);
                }
            }
        }
        Map<String, Measured> median = new LinkedHashMap<>();
        all.forEach((name, values) -> median.put(name, new Measured(
                median(values.stream().mapToDouble(Measured::rate)), median(values.stream().mapToDouble(Measured::cpu)))));
        compare("to TCP, durable", "vektra", "rsyslog memory to TCP", median.get("rsyslog"), median, routers, 2.0, 0.5, 110);
        compare("to TLS, durable", "vektra TLS", "rsyslog memory to TLS", median.get("rsyslog TLS"), median, routers, 1.0, 0, 150);
        compare("to TCP, durable", "vektra", "rsyslog disk queue", median.get("rsyslog disk"), median, routers, 10.0, 0, 110);
        compare("to TCP, durable", "vektra", "syslog-ng reliable", median.get("syslog-ng disk"), median, routers, 8.0, 0, 110);
        for (Router router : routers.values()) {
            router.process.destroyForcibly().waitFor();
        }
    }

    static double median(java.util.stream.DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static void compare(String what, String ours, String peer, Measured theirs, Map<String, Measured> all,
            Map<String, Router> routers, double faster, double cpu, long most) throws IOException {
        Measured mine = all.get(ours);
        long peak = routers.get(ours).memory("VmHWM") / 1024;
        if (theirs == null) {
            ROWS.add(String.format(Locale.ROOT, "| 200-byte messages %s | %,.0f/s | %.2f | %d MiB | %s | not installed | | | |",
                    what, mine.rate, mine.cpu, peak, peer));
            return;
        }
        double ratio = mine.rate / theirs.rate;
        double work = mine.cpu / theirs.cpu;
        boolean met = ratio >= faster && (cpu == 0 || work <= cpu) && peak <= most;
        ROWS.add(String.format(Locale.ROOT,
                "| 200-byte messages %s | %,.0f/s | %.2f | %d MiB | %s | %,.0f/s | %.2f | %.1f, CPU %.2f | %.0f×%s, %d MiB: %s |",
                what, mine.rate, mine.cpu, peak, peer, theirs.rate, theirs.cpu, ratio, work, faster,
                cpu == 0 ? "" : ", CPU " + cpu, most, met ? "met" : "missed"));
    }

    static Measured measure(Far far, Router router, int count) throws Exception {
        far.ask("reset " + count);
        double before = router.cpu();
        long start = System.nanoTime();
        run(Map.of(), "java", "-cp", scratch.toString(), "LogBench", "generate", "tcp", String.valueOf(router.port), String.valueOf(count), "0");
        long last = far.await(count, 180);
        // what a router does after the last message left it still belongs to the messages
        Thread.sleep(300);
        return new Measured(count / ((last - far.first(start)) / 1e9), (router.cpu() - before) / count * 1e6);
    }

    static Router vektra(String name, String url, String... more) throws Exception {
        Path home = scratch.resolve("home-" + name);
        Map<String, String> environment = Map.of("VEKTRA_HOME", home.toString());
        List<String> enable = new ArrayList<>(List.of(VEKTRA.toString(), "addons:enable", "syslog", "--url", url, "--quota", "64gb"));
        enable.addAll(List.of(more));
        run(environment, enable.toArray(String[]::new));
        return router(name, home);
    }

    static Router router(String name, Path home) throws Exception {
        int port = free();
        return new Router("vektra " + name, port, router(home, port));
    }

    static Process router(Path home, int port) throws Exception {
        Process process = start(Map.of("VEKTRA_HOME", home.toString()), home.getFileName() + ".log",
                VEKTRA.toString(), "logs:router", "--listen", "127.0.0.1:" + port);
        listening(port);
        return process;
    }

    static Router rsyslog(Path program, String name, int to, String queue, boolean tls) throws Exception {
        int port = free();
        Path folder = Files.createDirectories(scratch.resolve("rsyslog-" + name));
        String driver = tls
                ? " StreamDriver=\"ossl\" StreamDriverMode=\"1\" StreamDriverAuthMode=\"x509/name\" StreamDriverPermittedPeers=\"localhost\""
                : "";
        String global = tls ? " defaultNetstreamDriver=\"ossl\" defaultNetstreamDriverCAFile=\"" + scratch.resolve("cert.pem") + "\"" : "";
        Path conf = Files.writeString(folder.resolve("conf"), """
                global(workDirectory="%s"%s)
                module(load="imptcp")
                input(type="imptcp" address="127.0.0.1" port="%d" ruleset="out")
                ruleset(name="out" %s queue.size="500000" queue.dequeueBatchSize="4096" queue.spoolDirectory="%s") {
                  action(type="omfwd" target="%s" port="%d" protocol="tcp" TCP_Framing="octet-counted"
                         template="RSYSLOG_SyslogProtocol23Format" action.resumeRetryCount="-1" action.resumeInterval="1"%s)
                }
                """.formatted(folder, global, port, queue, folder, tls ? "localhost" : "127.0.0.1", to, driver));
        List<String> command = new ArrayList<>(List.of(program.toString(), "-n", "-f", conf.toString(), "-i", folder.resolve("pid").toString()));
        Path modules = beside(program, "imptcp.so");
        if (modules != null) {
            command.addAll(List.of("-M", modules + "/"));
        }
        Process process = start(libraries(program), "rsyslog-" + name + ".log", command.toArray(String[]::new));
        listening(port);
        return new Router("rsyslog " + name, port, process);
    }

    static Router syslogNg(Path program, int to) throws Exception {
        int port = free();
        Path folder = Files.createDirectories(scratch.resolve("syslog-ng"));
        Path conf = Files.writeString(folder.resolve("conf"), """
                @version: 3.38
                options { keep-hostname(yes); stats-freq(0); time-reopen(1); };
                source s { syslog(ip("127.0.0.1") port(%d) transport("tcp") log-iw-size(100000) log-fetch-limit(1000)); };
                destination d { syslog("127.0.0.1" port(%d) transport("tcp")
                  disk-buffer(reliable(yes) disk-buf-size(4294967296) mem-buf-size(67108864) dir("%s"))); };
                log { source(s); destination(d); flags(flow-control); };
                """.formatted(port, to, folder));
        List<String> command = new ArrayList<>(List.of(program.toString(), "-F", "--no-caps", "-f", conf.toString(),
                "-R", folder.resolve("persist").toString(), "-p", folder.resolve("pid").toString(), "-c", folder.resolve("ctl").toString()));
        Path modules = beside(program, "libsyslogformat.so");
        if (modules != null) {
            command.add("--module-path=" + modules);
        }
        Process process = start(libraries(program), "syslog-ng.log", command.toArray(String[]::new));
        listening(port);
        return new Router("syslog-ng", port, process);
    }

    /** Installed, or unpacked by scripts/receivers; null when there is none. */
    static Path program(String name) {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        return List.of(Path.of("/usr/sbin"), Path.of(cache, "vektra-test/receivers/usr/sbin")).stream()
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** The folder of a module of an unpacked program; null when it is installed. */
    static Path beside(Path program, String module) throws IOException {
        Path root = program.getParent().getParent();
        if (root.equals(Path.of("/usr"))) {
            return null;
        }
        try (var below = Files.walk(root.resolve("lib"))) {
            return below.filter(path -> path.endsWith(module)).findFirst().map(Path::getParent).orElse(null);
        }
    }

    static Map<String, String> libraries(Path program) throws IOException {
        Path root = program.getParent().getParent();
        if (root.equals(Path.of("/usr"))) {
            return Map.of();
        }
        List<String> folders = new ArrayList<>();
        for (Path lib : List.of(root.resolve("lib"), root.resolveSibling("lib"))) {
            if (Files.isDirectory(lib)) {
                try (var below = Files.walk(lib, 2)) {
                    below.filter(Files::isDirectory).map(Path::toString).forEach(folders::add);
                }
            }
        }
        return Map.of("LD_LIBRARY_PATH", String.join(":", folders));
    }

    // ---- an outage, and run

    static void outageMemory(Far far) throws Exception {
        far.ask("down");
        Router router = vektra("outage", "tcp://127.0.0.1:" + far.plain);
        far.ask("reset 2400000");
        run(Map.of(), "java", "-cp", scratch.toString(), "LogBench", "generate", "tcp", String.valueOf(router.port), "400000", "40000");
        long before = router.memory("VmRSS") / 1024;
        run(Map.of(), "java", "-cp", scratch.toString(), "LogBench", "generate", "tcp", String.valueOf(router.port), "2000000", "40000");
        long after = router.memory("VmRSS") / 1024;
        far.ask("up");
        ROWS.add(String.format(Locale.ROOT,
                "| memory after 60 s without the destination, 40,000/s | %d MiB | | | after 10 s | %d MiB | | %.2f | at most 1.1: %s |",
                after, before, (double) after / before, after <= before * 1.1 ? "met" : "missed"));
        router.process.destroyForcibly().waitFor();
    }

    static void runOverhead() throws Exception {
        Path home = scratch.resolve("home-run");
        Map<String, String> environment = Map.of("VEKTRA_HOME", home.toString());
        run(environment, VEKTRA.toString(), "apps:create", "app");
        overhead(environment, "an awk that prints 1 GB of one line", """
                #!/bin/sh
                exec awk 'BEGIN { s = sprintf("%199s", "x"); for (i = 0; i < 5368709; i++) print s }'
                """);
        overhead(environment, "a Python program that logs 1 GB by its logging module", """
                #!/usr/bin/env python3
                import logging, sys
                logging.basicConfig(stream=sys.stdout, format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.INFO)
                log = logging.getLogger("bench")
                text = "x" * 155
                for i in range(5000000):
                    log.info("%s %d", text, i)
                """);
        run(environment, VEKTRA.toString(), "logs:router", "--stop");
    }

    static void overhead(Map<String, String> environment, String what, String text) throws Exception {
        Path program = Files.writeString(scratch.resolve("program"), text);
        program.toFile().setExecutable(true);
        run(environment, VEKTRA.toString(), "run", "--logs", "-a", "app", "--", "true");
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            without.add(timed(environment, program.toString()));
            with.add(timed(environment, VEKTRA.toString(), "run", "--logs", "-a", "app", "--", program.toString()));
        }
        double mine = median(with.stream().mapToDouble(Double::doubleValue));
        double plain = median(without.stream().mapToDouble(Double::doubleValue));
        ROWS.add(String.format(Locale.ROOT, "| `vektra run` of %s | %.2f s | | | the same alone | %.2f s | | %.2f | at most 1.05: %s |",
                what, mine, plain, mine / plain, mine <= plain * 1.05 ? "met" : "missed"));
    }

    static double timed(Map<String, String> environment, String... command) throws Exception {
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        builder.start().waitFor();
        return (System.nanoTime() - start) / 1e9;
    }

    // ---- losses

    static void losses(Far far) throws Exception {
        for (String kind : List.of("TCP", "TLS")) {
            for (String source : List.of("file", "pipe", "TCP input")) {
                for (String day : List.of("router killed", "router killed while the destination is down", "destination down for 5 s")) {
                    loss(far, kind, source, day);
                }
            }
        }
    }

    static void loss(Far far, String kind, String source, String day) throws Exception {
        int count = 400_000;
        int rate = 40_000;
        String name = "loss" + ROWS.size();
        Path home = scratch.resolve("home-" + name);
        Map<String, String> environment = Map.of("VEKTRA_HOME", home.toString());
        far.ask("up");
        far.ask("reset " + count);
        List<String> enable = new ArrayList<>(List.of(VEKTRA.toString(), "addons:enable", "syslog", "--url",
                kind.equals("TLS") ? "tcp+tls://localhost:" + far.tls : "tcp://127.0.0.1:" + far.plain));
        if (kind.equals("TLS")) {
            enable.addAll(List.of("--ca", scratch.resolve("cert.pem").toString()));
        }
        run(environment, enable.toArray(String[]::new));
        run(environment, VEKTRA.toString(), "apps:create", "app");
        int port = free();
        Process router = router(home, port);
        Process feeding;
        Process tail = null;
        String java = "java -cp " + scratch + " LogBench generate ";
        switch (source) {
            case "file" -> {
                Path file = Files.createFile(scratch.resolve(name + ".txt"));
                tail = start(environment, name + ".tail", VEKTRA.toString(), "logs:tail", file.toString(), "-a", "app");
                Thread.sleep(1500);
                feeding = start(environment, name + ".gen", "sh", "-c", java + "lines 0 " + count + " " + rate + " >>" + file);
            }
            case "pipe" -> feeding = start(environment, name + ".gen", "sh", "-c",
                    java + "lines 0 " + count + " " + rate + " | " + VEKTRA + " logs:pipe --quiet -a app");
            default -> feeding = start(environment, name + ".gen", "sh", "-c", java + "tcp " + port + " " + count + " " + rate);
        }
        Thread.sleep(3000);
        if (!day.equals("router killed")) {
            far.ask("down");
            Thread.sleep(2000);
        }
        if (day.startsWith("router killed")) {
            router.destroyForcibly().waitFor();
            if (source.equals("TCP input")) {
                router = router(home, port);
            }
        }
        if (!day.equals("router killed")) {
            Thread.sleep(3000);
            far.ask("up");
        }
        feeding.waitFor();
        long got = far.settled(count);
        String[] counts = far.ask("count").split(" ");
        int missing = count - (int) got;
        double allowed = source.equals("TCP input") ? 0.002 * count : 0;
        ROWS.add(String.format(Locale.ROOT, "| %s to %s, %s | %,d of %,d missing, %,d twice | | | | | | | at most %,.0f missing: %s |",
                source, kind, day, missing, count, Integer.parseInt(counts[1]), allowed, missing <= allowed ? "met" : "missed"));
        System.err.println(ROWS.get(ROWS.size() - 1));
        if (tail != null) {
            tail.destroyForcibly();
        }
        run(environment, VEKTRA.toString(), "logs:router", "--stop");
    }

    // ---- the destination

    /** The sink, as a process of its own that is told what to do. */
    static final class Far implements AutoCloseable {
        final int plain = free();
        final int tls = free();
        private final Process process;
        private final PrintWriter in;
        private final BufferedReader out;

        Far() throws Exception {
            process = new ProcessBuilder("java", "-Xmx256m", "-cp", scratch.toString(), "LogBench", "sink", String.valueOf(plain),
                            String.valueOf(tls), scratch.resolve("cert.p12").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            STARTED.add(process);
            in = new PrintWriter(process.outputWriter(), true);
            out = process.inputReader();
            ask("up");
        }

        String ask(String what) throws IOException {
            in.println(what);
            return out.readLine();
        }

        /** When the first message came, but not before a moment. */
        long first(long start) throws IOException {
            return Math.max(start, Long.parseLong(ask("count").split(" ")[3]));
        }

        /** Waits for so many different messages; when the last one came. */
        long await(int count, int seconds) throws Exception {
            for (int i = 0; i < seconds * 50; i++) {
                String[] counts = ask("count").split(" ");
                if (Long.parseLong(counts[0]) >= count) {
                    return Long.parseLong(counts[2]);
                }
                Thread.sleep(20);
            }
            throw new IllegalStateException("only " + ask("count") + " of " + count + " came");
        }

        /** The different messages that came, once all came, or none for longer than a router waits to connect again. */
        long settled(int count) throws Exception {
            long before = -1;
            for (int quiet = 0; quiet < 35 && before < count; ) {
                long now = Long.parseLong(ask("count").split(" ")[0]);
                quiet = now == before ? quiet + 1 : 0;
                before = now;
                Thread.sleep(1000);
            }
            return before;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    static final class Sink {
        static final Set<Socket> OPEN = ConcurrentHashMap.newKeySet();
        static final List<ServerSocket> LISTENING = new ArrayList<>();
        static BitSet seen = new BitSet();
        static long different;
        static long twice;
        static long last;
        static long first;
        static int most;

        static void main(String[] argv) throws Exception {
            int plain = Integer.parseInt(argv[1]);
            int tls = Integer.parseInt(argv[2]);
            KeyStore store = KeyStore.getInstance(Path.of(argv[3]).toFile(), PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "reset" -> reset(Integer.parseInt(words[1]));
                    case "up" -> {
                        if (LISTENING.isEmpty()) {
                            listen(new ServerSocket(), plain);
                            listen(context.getServerSocketFactory().createServerSocket(), tls);
                        }
                    }
                    case "down" -> {
                        for (ServerSocket socket : LISTENING) {
                            socket.close();
                        }
                        LISTENING.clear();
                        for (Socket socket : OPEN) {
                            try {
                                socket.setSoLinger(true, 0);
                                socket.close();
                            } catch (IOException closed) {
                                // it ended by itself
                            }
                        }
                        OPEN.clear();
                    }
                    default -> {}
                }
                System.out.println(counts());
            }
        }

        static synchronized void reset(int count) {
            seen = new BitSet(count);
            different = 0;
            twice = 0;
            first = 0;
            most = count;
        }

        static synchronized String counts() {
            return different + " " + twice + " " + last + " " + first;
        }

        static void listen(ServerSocket server, int port) throws IOException {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            LISTENING.add(server);
            thread(() -> {
                while (true) {
                    Socket socket = server.accept();
                    OPEN.add(socket);
                    thread(() -> read(socket));
                }
            });
        }

        interface Work {
            void run() throws Exception;
        }

        static void thread(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (Exception e) {
                    // the connection is over
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        static void read(Socket socket) throws IOException {
            byte[] buffer = new byte[1 << 18];
            int filled = 0;
            var in = socket.getInputStream();
            for (int read = in.read(buffer, 0, buffer.length); read >= 0; read = in.read(buffer, filled, buffer.length - filled)) {
                filled += read;
                int used = take(buffer, filled);
                System.arraycopy(buffer, used, buffer, 0, filled - used);
                filled -= used;
            }
        }

        /** Counts the whole frames; how many bytes they are. */
        static synchronized int take(byte[] buffer, int filled) {
            last = System.nanoTime();
            if (first == 0) {
                first = last;
            }
            int at = 0;
            while (true) {
                int length = 0;
                int digit = at;
                while (digit < filled && buffer[digit] != ' ') {
                    length = length * 10 + buffer[digit++] - '0';
                }
                int end = digit + 1 + length;
                if (digit >= filled || end > filled) {
                    return at;
                }
                count(buffer, end);
                at = end;
            }
        }

        static void count(byte[] buffer, int whole) {
            // rsyslog counts a line feed into the frame
            int end = buffer[whole - 1] == '\n' ? whole - 1 : whole;
            int number = 0;
            for (int i = end - 10; i < end; i++) {
                int digit = buffer[i] - '0';
                if (digit < 0 || digit > 9) {
                    return; // some other message, such as a notice
                }
                number = number * 10 + digit;
            }
            if (number >= most) {
                return;
            }
            if (seen.get(number)) {
                twice++;
            } else {
                seen.set(number);
                different++;
            }
        }
    }

    static final class Generator {
        /** {@code tcp PORT COUNT RATE} or {@code lines 0 COUNT RATE}; a rate of 0 is as fast as can be. */
        static void main(String[] argv) throws Exception {
            boolean lines = argv[1].equals("lines");
            int port = Integer.parseInt(argv[2]);
            int count = Integer.parseInt(argv[3]);
            int rate = Integer.parseInt(argv[4]);
            byte[] frame = frame(lines);
            int each = lines ? 150 : 300;
            byte[] chunk = new byte[frame.length * each];
            OutputStream out = lines ? new java.io.FileOutputStream(java.io.FileDescriptor.out) : connect(port);
            long start = System.nanoTime();
            for (int sent = 0; sent < count; ) {
                int now = Math.min(each, count - sent);
                for (int i = 0; i < now; i++) {
                    System.arraycopy(frame, 0, chunk, i * frame.length, frame.length);
                    number(chunk, (i + 1) * frame.length - (lines ? 1 : 0), sent + i);
                }
                out = write(out, chunk, now * frame.length, port);
                sent += now;
                long ahead = rate == 0 ? 0 : start + sent * 1_000_000_000L / rate - System.nanoTime();
                if (ahead > 0) {
                    Thread.sleep(ahead / 1_000_000, (int) (ahead % 1_000_000));
                }
            }
            out.close();
        }

        /** A client that, like most, connects again and sends the chunk again when its write failed. */
        static OutputStream write(OutputStream out, byte[] chunk, int length, int port) throws Exception {
            OutputStream to = out;
            while (true) {
                try {
                    to.write(chunk, 0, length);
                    return to;
                } catch (IOException e) {
                    if (port == 0) {
                        throw e;
                    }
                    to = connect(port);
                }
            }
        }

        static OutputStream connect(int port) throws Exception {
            for (int i = 0; ; i++) {
                try {
                    return new Socket(InetAddress.getLoopbackAddress(), port).getOutputStream();
                } catch (IOException e) {
                    if (i == 600) {
                        throw e;
                    }
                    Thread.sleep(50);
                }
            }
        }

        static byte[] frame(boolean line) {
            String head = line ? "" : "196 <134>1 2026-01-02T03:04:05.678901Z box1 app web.1 - - ";
            String text = head + "x".repeat(200 - head.length() - 11 - (line ? 1 : 0)) + " 0000000000" + (line ? "\n" : "");
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        static void number(byte[] chunk, int end, int number) {
            int rest = number;
            for (int i = end - 1; i >= end - 10; i--) {
                chunk[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }

    // ---- processes

    static void certificate() throws Exception {
        run(Map.of(), "keytool", "-genkeypair", "-alias", "sink", "-keyalg", "RSA", "-keysize", "2048", "-validity", "2",
                "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-ext", "bc=ca:true",
                "-storetype", "PKCS12", "-keystore", scratch.resolve("cert.p12").toString(), "-storepass", PASSWORD);
        run(Map.of(), "keytool", "-exportcert", "-rfc", "-alias", "sink", "-file", scratch.resolve("cert.pem").toString(),
                "-keystore", scratch.resolve("cert.p12").toString(), "-storepass", PASSWORD);
    }

    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void listening(int port) throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("nobody listens on " + port);
    }

    static Process start(Map<String, String> environment, String log, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(scratch.resolve(log).toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        STARTED.add(process);
        return process;
    }

    static void run(Map<String, String> environment, String... command) throws Exception {
        Process process = start(environment, "out", command);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(scratch.resolve("out")));
        }
    }

    static void keep(String table) throws IOException {
        Path page = Path.of("docs/performance.md");
        String text = Files.readString(page);
        String begin = "<!-- table of the logs in scripts/bench -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf("<!-- end of logs -->");
        Files.writeString(page, text.substring(0, from) + table + text.substring(to));
    }

    static void end() {
        STARTED.forEach(Process::destroyForcibly);
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(scratch.toString()))
                .forEach(ProcessHandle::destroyForcibly);
        try {
            new ProcessBuilder("rm", "-rf", scratch.toString()).start().waitFor();
        } catch (IOException | InterruptedException e) {
            // the machine's own clean-up gets it
        }
    }
}
