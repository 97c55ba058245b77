# Lan–DeMets bounds and crossing probabilities of looks that lie close together, by R's adaptive quadrature. Run:
#   Rscript tests/reference/sequential.R > tests/reference/sequential.txt
# Independent of our code: each look's density is an integral of the one before, never put on a grid.
tight <- 1e-10
# A function over an interval in pieces no longer than the shortest step, so that no peak falls between two points.
pieces <- function(f, low, high, sd) {
  cuts <- seq(low, high, length.out = max(2, min(400, ceiling((high - low) / (2 * sd)) + 1)))
  sum(mapply(function(a, b) integrate(f, a, b, rel.tol = tight, abs.tol = 1e-13, subdivisions = 500)$value,
             head(cuts, -1), tail(cuts, -1)))
}
# Density of the score z sqrt(t) at look k among those who crossed none of the looks before it; lower limit of a
# one-sided plan: nine standard deviations.
density_at <- function(k, times, bounds, sides) {
  if (k == 1) return(function(y) dnorm(y, 0, sqrt(times[1])))
  before <- density_at(k - 1, times, bounds, sides)
  high <- bounds[k - 1] * sqrt(times[k - 1])
  low <- if (sides == 2) -high else -9 * sqrt(times[k - 1])
  sd <- sqrt(times[k] - times[k - 1])
  function(y) sapply(y, function(one) {
    a <- max(low, one - 9 * sd); b <- min(high, one + 9 * sd)
    if (b <= a) 0 else pieces(function(x) before(x) * dnorm(one - x, 0, sd), a, b, 2 * sd)
  })
}
crossing <- function(k, times, bounds, sides) {
  if (k == 1) return(sides * pnorm(-bounds[1]))
  before <- density_at(k - 1, times, bounds, sides)
  high <- bounds[k - 1] * sqrt(times[k - 1])
  sd <- sqrt(times[k] - times[k - 1])
  limit <- bounds[k] * sqrt(times[k])
  low <- max(if (sides == 2) -high else -9 * sqrt(times[k - 1]), min(limit, high) - 9 * sd)
  sides * pieces(function(x) before(x) * pnorm((x - limit) / sd), low, high, 2 * sd)
}
spent <- list(pocock = function(t, alpha) alpha * log(1 + (exp(1) - 1) * t),
              "obrien-fleming" = function(t, alpha) 2 * pnorm(-qnorm(1 - alpha / 2) / sqrt(t)))
say <- function(name, values) cat(sprintf("%-44s %s\n", name, paste(sprintf("%.8f", values), collapse = " ")))
bounds_of <- function(spending, times, sides) {
  total <- sides * spent[[spending]](times, .05 / sides)
  bounds <- numeric(0)
  for (k in seq_along(times)) {
    now <- total[k] - c(0, total)[k]
    bounds[k] <- if (k == 1) qnorm(1 - now / sides) else
      uniroot(function(b) crossing(k, times, c(bounds[seq_len(k - 1)], b), sides) - now, c(0, 8), tol = 1e-9)$root
  }
  bounds
}
for (spending in names(spent)) for (sides in 1:2) {
  say(sprintf("%s, sides %d, looks .50 .51", spending, sides), bounds_of(spending, c(.5, .51), sides))
  say(sprintf("%s, sides %d, looks .5 .501 .502", spending, sides), bounds_of(spending, c(.5, .501, .502), sides))
}
for (gap in c(.1, .01, .001, .0001))
  say(sprintf("second crossing, bounds 2.2, .5 and %.4f more", gap), crossing(2, c(.5, .5 + gap), c(2.2, 2.2), 2))
