/**
 * A burst that this server sends to itself for the home page, what it holds while it runs, and how long a short request
 * waits behind it. An instrument, no pattern: a demonstration in one run, no benchmark.
 */
package org.asyncshowcase.house.load;
