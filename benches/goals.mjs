// What the optimiser has to reach: the first row whose pattern fits an instance counts.
//
// `penalty` is the most that is allowed once the time limit is at least `seconds`. `optimum` is a penalty that somebody
// has proven: no bound may lie above it. Of the benchmark it is the best known value (for Instance1 to Instance23 the
// benchmark's page gives it as optimal) and 2 % above it is allowed; of communes the values are those of HiGHS on the
// compact model: proven for S1 to S3, the best of 150 CPU seconds for M1.
const benchmark = {
  1: 607, 2: 828, 3: 1001, 4: 1716, 5: 1143, 6: 1950, 7: 1056, 8: 1300, 9: 439, 10: 4631, 11: 3443, 12: 4040,
  13: 1348, 14: 1278, 15: 3828, 16: 3225, 17: 5746, 18: 4459, 19: 3149, 20: 4769, 21: 21133, 22: 30241, 23: 17285, 24: 40439,
};

export const goals = [
  ...Object.entries(benchmark).map(([number, best]) => ({
    instance: new RegExp(`^Instance${number}$`),
    seconds: 30,
    penalty: 1.02 * best,
    ...(number === "24" ? {} : { optimum: best }),
  })),
  { instance: /^S1$/, seconds: 30, penalty: 27297, optimum: 27297 },
  { instance: /^S2$/, seconds: 30, penalty: 15213, optimum: 15213 },
  { instance: /^S3$/, seconds: 30, penalty: 37450, optimum: 37450 },
  { instance: /^M1$/, seconds: 30, penalty: 8764 },
  { instance: /^L1$/, seconds: 60, penalty: 18218 },
];

export const goalOf = (instance) => goals.find((goal) => goal.instance.test(instance));
