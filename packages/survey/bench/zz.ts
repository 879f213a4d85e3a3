import { DuckDBInstance } from '@duckdb/node-api'
import { estimate, type Design } from '../src/index.ts'
const instance = await DuckDBInstance.create(':memory:'); const connection=await instance.connect()
const design: Design = { source: `read_parquet('/tmp/survey/s.parquet')`, weight: 'fac', strata: 'est_d', psu: 'upm', preset: 'inegi', lonely: 'certainty' }
const a=new Float64Array(50000); function ref(){let s=1;for(let i=0;i<3e7;i++){s=(s*1103515245+12345)&0x7fffffff;a[s%50000]!+=i} return s}
const rs:number[]=[],ts:number[]=[]
for(let i=0;i<14;i++){const c=(f:number)=>{const v=process.cpuUsage();return (v.user+v.system)/1000-f}; let t=c(0); ref(); rs.push(c(t)); t=c(0); await estimate(connection, design, { indicators: [{ name: 'hours', kind: 'mean', of: 'hrsocup' }], crossings: { rama: 'rama', sex: 'sex' } });ts.push(c(t))}
const med=(x:number[])=>x.slice(3).sort((p,q)=>p-q)[5]!
console.log('ref',med(rs).toFixed(0),'est',med(ts).toFixed(0),'ratio',(med(ts)/med(rs)).toFixed(2), 'min',Math.min(...ts).toFixed(0),Math.min(...rs).toFixed(0))
