/** Changes the size of planes of numbers, be they pixels, coverage or latents. */
package org.liverystudio.ai.engine.pixels;
