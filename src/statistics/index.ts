export { formatProportion, wilsonInterval, type ProportionInterval } from './intervals.ts';
