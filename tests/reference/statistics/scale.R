# A scale of six items, one of them weak: alpha by its formula, omega from factanal (one factor, maximum likelihood).
suppressPackageStartupMessages(library(jsonlite))
set.seed(20261107)
n <- 300
f <- rnorm(n)
weights <- c(.8, .7, .75, .6, .3, .65)
d <- as.data.frame(sapply(weights, function(w) pmin(5, pmax(1, round(3 + w * f + rnorm(n, 0, .8))))))
names(d) <- paste0("item", 1:6)
write.csv(d, "scale.csv", row.names = FALSE)
v <- cov(d)
fit <- factanal(d, 1, control = list(opt = list(factr = 1, pgtol = 0, maxit = 10000)))
loadings <- unname(fit$loadings[, 1])
if (sum(loadings) < 0) loadings <- -loadings
writeLines(toJSON(list(alpha = 6 / 5 * (1 - sum(diag(v)) / sum(v)), loadings = loadings,
                       omega = sum(loadings)^2 / (sum(loadings)^2 + sum(fit$uniquenesses))),
                  digits = NA, auto_unbox = TRUE, pretty = TRUE), "scale.json")
