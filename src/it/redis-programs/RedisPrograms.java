import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.support.caching.CacheAccessor;
import io.lettuce.core.support.caching.ClientSideCaching;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RBlockingQueue;
import org.redisson.api.RDelayedQueue;
import org.redisson.api.RLock;
import org.redisson.api.RMapCache;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.map.event.EntryCreatedListener;
import org.redisson.config.Config;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.config.ConfigureRedisAction;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisIndexedHttpSession;
import org.springframework.session.events.AbstractSessionEvent;

/** Does one thing of each kind with the libraries of Java and the REDIS_URL; prints a line for each. */
public class RedisPrograms {
    private static final RedisURI URI = RedisURI.create(System.getenv("REDIS_URL"));
    private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

    @EnableRedisIndexedHttpSession
    public static class Sessions {
        @Bean
        LettuceConnectionFactory connections() {
            RedisStandaloneConfiguration to = new RedisStandaloneConfiguration(URI.getHost(), URI.getPort());
            to.setDatabase(URI.getDatabase());
            to.setUsername(URI.getUsername());
            to.setPassword(RedisPassword.of(new String(URI.getPassword())));
            return new LettuceConnectionFactory(to);
        }

        @EventListener
        public void on(AbstractSessionEvent event) {
            EVENTS.add(event.getClass().getSimpleName());
        }
    }

    /** Leaves the server's configuration alone. */
    public static class SessionsOnly extends Sessions {
        @Bean
        static ConfigureRedisAction none() {
            return ConfigureRedisAction.NO_OP;
        }
    }

    public static void main(String[] arguments) throws Exception {
        said("lettuce", RedisPrograms::lettuce);
        said("lettuce caching", RedisPrograms::caching);
        said("spring-session", () -> sessions(Sessions.class));
        said("spring-session NO_OP", () -> sessions(SessionsOnly.class));
        Config config = new Config();
        config.useSingleServer()
                .setAddress("redis://" + URI.getHost() + ":" + URI.getPort())
                .setUsername(URI.getUsername())
                .setPassword(new String(URI.getPassword()))
                .setDatabase(URI.getDatabase());
        RedissonClient redisson = Redisson.create(config);
        said("redisson lock", () -> lock(redisson));
        said("redisson topic", () -> topic(redisson));
        said("redisson map", () -> map(redisson));
        said("redisson delayed", () -> delayed(redisson));
        said("redisson copy", () -> copy(redisson));
        System.exit(0);
    }

    private static void said(String name, Callable<Object> work) {
        try {
            System.out.println(name + ": " + work.call());
        } catch (Exception e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            System.out.println(name + ": " + String.valueOf(cause.getMessage()).replaceFirst("command\\..*", "command"));
        }
    }

    private static Object lettuce() throws Exception {
        try (RedisClient client = RedisClient.create(URI)) {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            var news = client.connectPubSub();
            news.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String text) {
                    heard.add(text);
                }
            });
            news.sync().subscribe("news");
            var redis = client.connect().sync();
            redis.set("greeting", "hello");
            redis.publish("news", "hi");
            Object one = redis.eval("return 1", ScriptOutputType.INTEGER, new String[0]);
            return redis.get("greeting") + " " + heard.poll(10, TimeUnit.SECONDS) + " " + one + " " + redis.role().get(0);
        }
    }

    private static Object caching() {
        try (RedisClient client = RedisClient.create(URI)) {
            var redis = client.connect();
            redis.sync().set("greeting", "hello");
            return ClientSideCaching.enable(
                            CacheAccessor.forMap(new HashMap<String, String>()), redis, TrackingArgs.Builder.enabled())
                    .get("greeting");
        }
    }

    private static Object sessions(Class<?> configuration) throws Exception {
        EVENTS.clear();
        try (var context = new AnnotationConfigApplicationContext(configuration)) {
            return session(context.getBean(RedisIndexedSessionRepository.class));
        }
    }

    private static <S extends Session> Object session(FindByIndexNameSessionRepository<S> repository) throws Exception {
        S session = repository.createSession();
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "ann");
        repository.save(session);
        int found = repository.findByPrincipalName("ann").size();
        String first = EVENTS.poll(10, TimeUnit.SECONDS);
        repository.deleteById(session.getId());
        return found + " " + first + " " + EVENTS.poll(3, TimeUnit.SECONDS);
    }

    private static Object lock(RedissonClient redisson) throws Exception {
        RLock lock = redisson.getLock("lock");
        lock.lock();
        BlockingQueue<Boolean> got = new LinkedBlockingQueue<>();
        Thread other = new Thread(() -> got.add(redisson.getLock("lock").tryLock()));
        other.start();
        other.join();
        lock.unlock();
        return got.take() + " " + lock.tryLock(1, 5, TimeUnit.SECONDS);
    }

    private static Object topic(RedissonClient redisson) throws Exception {
        RTopic topic = redisson.getTopic("topic");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        topic.addListener(String.class, (channel, text) -> heard.add(text));
        topic.publish("hi");
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private static Object map(RedissonClient redisson) throws Exception {
        RMapCache<String, String> map = redisson.getMapCache("map");
        BlockingQueue<String> made = new LinkedBlockingQueue<>();
        map.addListener((EntryCreatedListener<String, String>) event -> made.add(event.getKey()));
        map.put("key", "value", 60, TimeUnit.SECONDS);
        return map.get("key") + " " + made.poll(10, TimeUnit.SECONDS);
    }

    private static Object delayed(RedissonClient redisson) throws Exception {
        RBlockingQueue<String> queue = redisson.getBlockingQueue("queue");
        RDelayedQueue<String> later = redisson.getDelayedQueue(queue);
        later.offer("job", 100, TimeUnit.MILLISECONDS);
        return queue.poll(20, TimeUnit.SECONDS);
    }

    private static Object copy(RedissonClient redisson) {
        redisson.getBucket("from").set("value", Duration.ofMinutes(1));
        redisson.getBucket("from").copy("to");
        return redisson.getBucket("to").isExists();
    }
}
