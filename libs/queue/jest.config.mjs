import base from '../../.config/jest.mjs';
export default { ...base, testEnvironmentOptions: { customExportConditions: ['@assay/source', 'node'] } };
