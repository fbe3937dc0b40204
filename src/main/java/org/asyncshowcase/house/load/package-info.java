/**
 * A burst that this server sends to itself for the home page, and what it holds while it runs. An instrument, no
 * pattern: a demonstration in one run, no benchmark.
 */
package org.asyncshowcase.house.load;
