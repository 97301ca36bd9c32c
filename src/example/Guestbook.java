import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import net.spy.memcached.MemcachedClient;
import redis.clients.jedis.Jedis;

/** A small real app: keeps guests in Postgres, counts visits in Redis, caches the greeting in memcached. */
public class Guestbook {
    public static void main(String[] args) throws Exception {
        System.setProperty("net.spy.log.LoggerImpl", "net.spy.memcached.compat.log.SLF4JLogger");
        URI database = URI.create(System.getenv("DATABASE_URL"));
        String[] login = database.getUserInfo().split(":");
        String jdbc = "jdbc:postgresql://" + database.getAuthority().replaceFirst(".*@", "") + database.getPath();
        try (Connection connection = DriverManager.getConnection(jdbc, login[0], login[1]);
                Jedis redis = new Jedis(System.getenv("REDIS_URL"))) {
            connection.createStatement().execute("create table if not exists guest (id serial, name text)");
            connection.createStatement().execute("insert into guest (name) select 'guest ' || (count(*) + 1) from guest");
            ResultSet guests = connection.createStatement().executeQuery("select count(*), (array_agg(name order by id desc))[1] from guest");
            guests.next();
            long visits = redis.incr("visits");
            MemcachedClient cache = new MemcachedClient(
                    List.of(address(System.getenv("MEMCACHE_HOSTS").split(",")[0])));
            String key = System.getenv("MEMCACHE_NAMESPACE") + "greeting";
            cache.set(key, 60, "Welcome, " + guests.getString(2) + "!").get();
            System.out.println("postgres  " + guests.getInt(1) + " guest(s) in the book");
            System.out.println("redis     visit " + visits);
            System.out.println("memcache  " + cache.get(key));
            cache.shutdown();
        }
    }

    private static InetSocketAddress address(String hostPort) {
        int colon = hostPort.lastIndexOf(':');
        return new InetSocketAddress(hostPort.substring(0, colon), Integer.parseInt(hostPort.substring(colon + 1)));
    }
}
