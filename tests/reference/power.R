# Power of cluster trials with unequal sizes, after clusterPower's cpa.normal (van Breukelen 2007, Eldridge 2006). Run:
#   Rscript tests/reference/power.R > tests/reference/power.txt
power <- function(J, m, deff, d, v) # upper tail only, as the package; J schools an arm
  pt(qt(.975, 2 * (J - 1)), 2 * (J - 1), sqrt(J * m / (2 * deff)) * d / sqrt(v), lower.tail = FALSE)
say <- function(name, value) cat(sprintf("%-58s %.8f\n", name, value))

say("16 schools an arm, m 10, d 1, ICC .1, variance 5", power(16, 10, 1.9, 1, 5))

icc <- .1; a <- (1 - icc) / icc
n <- c(100, 50, 25, 100, 100); m <- mean(n)
equal <- 1 + (m - 1) * icc
efficiency <- ((m + a) / m) * mean(n / (n + a))
say("sizes 100 50 25 100 100, as printed by the package", power(5, m, equal * efficiency, .2, 1))
say("the same, divided by the efficiency as it should be", power(5, m, equal / efficiency, .2, 1))

m <- 100; cv <- .5
equal <- 1 + (m - 1) * icc
reliability <- m * icc / equal
say("20 schools an arm, m 100, cv .5, van Breukelen", power(20, m, equal / (1 - cv^2 * reliability * (1 - reliability)), .2, 1))
say("the same, Eldridge", power(20, m, 1 + ((1 + cv^2) * m - 1) * icc, .2, 1))
