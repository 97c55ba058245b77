# Pupils in classes in schools, unequal at both levels; class names repeat from school to school.
source("fits.R")
set.seed(20261105)
schools <- 18
d <- do.call(rbind, lapply(1:schools, function(s) {
  u <- rnorm(1, 0, .45)
  do.call(rbind, lapply(1:sample(2:5, 1), function(c) {
    n <- sample(6:24, 1)
    data.frame(school = sprintf("skole %d", s), class = c("8A", "8B", "9A", "9B", "10A")[c], grade = c(8, 8, 9, 9, 10)[c],
               arm = s %% 2, y0 = round(rnorm(n, 2, 1.2), 2), noise = u + rnorm(1, 0, .35) + rnorm(n))
  }))
}))
d$post <- round(2 + .5 * d$y0 - .25 * d$arm + .2 * (d$grade == 10) + d$noise, 3)
d$noise <- NULL
names(d)[names(d) == "y0"] <- "pre"
write.csv(d, "three-level.csv", row.names = FALSE)
f <- "post ~ pre + arm + factor(grade)"
save_all("three-level", list(
  model = f, subcluster = "class",
  lmm_reml_satterthwaite = mixed(f, "(1 | school / class)", d),
  lmm_reml_kenward_roger = mixed(f, "(1 | school / class)", d, ddf = "Kenward-Roger"),
  lmm_ml_satterthwaite = mixed(f, "(1 | school / class)", d, reml = FALSE),
  ols_cr2 = ols(f, d, "CR2")))
