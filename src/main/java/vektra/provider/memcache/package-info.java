/** The memcache service: one cache for many apps, each under a namespace of its own. */
@NullMarked
package vektra.provider.memcache;

import org.jspecify.annotations.NullMarked;
