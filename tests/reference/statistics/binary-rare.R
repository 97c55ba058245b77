# 30 schools, an outcome that about one in fifteen reports: logistic GEE.
source("fits.R")
set.seed(20261104)
schools <- 30
sizes <- sample(15:50, schools, replace = TRUE); k <- rep(1:schools, sizes)
d <- data.frame(school = k, arm = k %% 2)
d$risk <- round(rnorm(nrow(d)), 2)
d$use <- rbinom(nrow(d), 1, plogis(-2.9 + .6 * d$risk - .4 * d$arm + rnorm(schools, 0, .5)[k]))
write.csv(d, "binary-rare.csv", row.names = FALSE)
f <- "use ~ risk + arm"
save_all("binary-rare", list(
  model = f,
  lmm_reml_satterthwaite = mixed(f, "(1 | school)", d), cluster = summaries("use ~ risk", "arm", d),
  gee_binomial_independence = gee(f, d, binomial),
  gee_binomial_exchangeable = gee(f, d, binomial, "exchangeable"),
  ols_cr2 = ols(f, d, "CR2")))
