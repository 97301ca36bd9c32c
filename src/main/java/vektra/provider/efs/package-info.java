/** Shared folders as add-ons: a folder per add-on, which its apps reach by its path. */
@NullMarked
package vektra.provider.efs;

import org.jspecify.annotations.NullMarked;
