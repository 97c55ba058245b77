# Answers missing here and there, in the form that Norwegian Excel writes: semicolons and decimal commas.
source("fits.R")
set.seed(20261106)
schools <- 24
sizes <- sample(10:40, schools, replace = TRUE); k <- rep(1:schools, sizes)
d <- data.frame(school = paste("Skole", k), arm = (k + 1) %% 2, age = sample(c("10", "8", "9"), length(k), replace = TRUE))
d$pre <- round(rnorm(nrow(d), 10, 3), 1)
d$post <- round(4 + .5 * d$pre - .8 * d$arm + .1 * d$pre * d$arm + rnorm(schools)[k] + rnorm(nrow(d), 0, 2), 2)
d$other <- NA
for (column in c("pre", "post", "age", "arm")) d[[column]][runif(nrow(d)) < .06] <- NA
write.csv2(d, "missing.csv", row.names = FALSE, fileEncoding = "UTF-8")
f <- "post ~ pre * arm + factor(age)"
e <- d[complete.cases(d[, c("pre", "post", "age", "arm")]), ]
e$age <- as.numeric(e$age)
save_all("missing", list(
  model = f,
  lmm_reml_satterthwaite = mixed(f, "(1 | school)", e),
  lmm_reml_kenward_roger = mixed(f, "(1 | school)", e, ddf = "Kenward-Roger"),
  lmm_ml_satterthwaite = mixed(f, "(1 | school)", e, reml = FALSE),
  ols_cr0 = ols(f, e, "CR0"), ols_cr2 = ols(f, e, "CR2"),
  gee_independence = gee(f, e), gee_exchangeable = gee(f, e, corstr = "exchangeable")))
