# 20 schools of 24 pupils, half of the schools with the lesson.
source("fits.R")
set.seed(20261101)
schools <- 20; m <- 24
d <- data.frame(school = rep(sprintf("S%02d", 1:schools), each = m), arm = rep(0:1, each = m, times = schools / 2))
d$pre <- round(rnorm(nrow(d), 3, 1), 2)
d$post <- round(1 + .6 * d$pre - .3 * d$arm + rnorm(schools, 0, .35)[as.integer(factor(d$school))] + rnorm(nrow(d)), 3)
write.csv(d, "balanced.csv", row.names = FALSE, quote = FALSE)
f <- "post ~ pre + arm"
save_all("balanced", list(
  model = f,
  lmm_reml_satterthwaite = mixed(f, "(1 | school)", d),
  lmm_reml_kenward_roger = mixed(f, "(1 | school)", d, ddf = "Kenward-Roger"),
  lmm_ml_satterthwaite = mixed(f, "(1 | school)", d, reml = FALSE),
  ols_cr0 = ols(f, d, "CR0"), ols_cr2 = ols(f, d, "CR2"),
  gee_independence = gee(f, d), gee_exchangeable = gee(f, d, corstr = "exchangeable"),
  cluster = summaries("post ~ pre", "arm", d), cluster_weighted = summaries("post ~ pre", "arm", d, "size"),
  cluster_inverse_variance = summaries("post ~ pre", "arm", d, "inverse")))
