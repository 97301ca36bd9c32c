package vektra.provider.memcache;

/** The memcached of our own, in a JVM. */
class BuiltinMemcacheIT extends ManagedMemcacheContract {
    @Override
    String source() {
        return "builtin";
    }
}
